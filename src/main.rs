//! The binary `git-desk`, which git runs as `git desk`.

fn main() -> std::process::ExitCode {
    git_desk::cli::main()
}
