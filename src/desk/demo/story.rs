//! How a year's tickets go: what people ask for, what failing builds file, and what becomes of it.

use super::cast::{Failure, Organization, Person};
use super::life::{Going, Life};
use crate::domain::ticket::act::{self, StatusExtras};
use crate::domain::ticket::workflow::Category;
use crate::domain::ticket::{Csat, Priority, TicketId, Value, Visibility};
use crate::domain::time::Time;
use chrono::Duration;

/// A person's ticket from the first word on.
pub fn asked(life: &mut Life, organization: &Organization) -> Going {
    ask(life, organization)?;
    worked_on(life)
}

/// What follows once the desk has a ticket.
pub fn worked_on(life: &mut Life) -> Going {
    triage(life)?;
    conversation(life)?;
    life.reply("solutions", (20, 2_600), Some("solved"))?;
    afterwards(life)
}

fn ask(life: &mut Life, organization: &Organization) -> Going {
    let language = life.requester.language.clone();
    let title = life.said(&language, "titles");
    let opening = life.said(&language, "openings");
    let (hello, bye) = (life.common(&language, "hello"), life.common(&language, "bye"));
    if (title.clone() + &opening).contains("{order}")
        && let Some((_, order)) = life.blanks.0.iter().find(|(name, _)| *name == "order")
    {
        life.ticket.set_field("order", Some(Value::Text(order.clone())));
    }
    let colleague = life.dice.pick(&organization.people).filter(|p| p.who != life.requester.who);
    let text = format!("{hello}\n\n{opening}\n\n{bye}\n");
    let message = life.message(Visibility::Public, &text);
    let title = life.blanks.fill(&title);
    let followed = life.dice.chance(10);
    life.step(life.requester, life.at, |ticket, workflow, actor| {
        ticket.title = title;
        ticket.followers = colleague.filter(|_| followed).map(|p| p.who.clone()).into_iter().collect();
        act::start(ticket, workflow, None, &StatusExtras::default(), actor)?;
        ticket.add_message(act::message(message, actor));
        Ok(())
    })
}

/// Somebody of the first line looks at it: what is it, how bad is it, and whose is it?
fn triage(life: &mut Life) -> Going {
    let world = life.world;
    let first_line: Vec<&Person> = world.cast.agents.iter().filter(|a| a.of == "frontline").collect();
    let Some(by) = life.dice.pick(&first_line).copied() else { return Ok(()) };
    let patience = match life.ticket.priority {
        Some(Priority::Urgent) => (2, 20),
        Some(Priority::High) => (5, 60),
        _ => (5, 120),
    };
    let at = life.later(by, patience);
    let (subject, agent) = (life.subject, life.agent);
    let tagged = life.dice.chance(70);
    life.step(by, at, |ticket, workflow, _| {
        ticket.kind = ticket.kind.or(subject.kind);
        ticket.category = Some(subject.category.clone());
        ticket.group = Some(agent.of.clone());
        if tagged {
            act::tag(ticket, &subject.tags, &[]);
        }
        act::assign(ticket, workflow, Some(&agent.who))
    })
}

/// Questions, answers, waiting, and now and then somebody else.
fn conversation(life: &mut Life) -> Going {
    if life.dice.chance(25) {
        life.note("notes", (10, 200), None)?;
    }
    if life.dice.chance(60) {
        life.reply("looking", (5, 60), None)?;
    }
    if life.dice.chance(65) {
        question(life)?;
    }
    if life.dice.chance(14) {
        hand_over(life)?;
    }
    if life.dice.chance(16) {
        life.note("hold", (15, 300), Some("hold"))?;
        life.at = life.days_later(1, 9);
        if life.dice.chance(30) {
            let at = life.later(life.requester, (1, 60));
            life.ticket.priority = life.ticket.priority.max(Some(Priority::High));
            let text = life.common(&life.requester.language, "news");
            life.write(life.requester, at, Visibility::Public, &format!("{text}\n"), None)?;
        }
    }
    if life.dice.chance(20) {
        life.note("notes", (30, 500), None)?;
    }
    Ok(())
}

/// The agent asks back, and the requester answers, or has to be asked again, or never does.
fn question(life: &mut Life) -> Going {
    life.reply("replies", (10, 300), Some("pending"))?;
    if life.dice.chance(80) {
        return life.answer("answers", (20, 3_000));
    }
    life.at = life.days_later(2, 4);
    life.reply("nudge", (1, 60), Some("pending"))?;
    if life.dice.chance(60) {
        return life.answer("answers", (30, 900));
    }
    life.at = life.days_later(4, 6);
    life.reply("silence", (1, 60), Some("solved"))?;
    afterwards(life)?;
    Err(super::life::Stop::Present)
}

fn hand_over(life: &mut Life) -> Going {
    let (world, from) = (life.world, life.agent);
    let others: Vec<&Person> = world.cast.agents.iter().filter(|a| a.of != from.of).collect();
    let Some(to) = life.dice.pick(&others).copied() else { return Ok(()) };
    let at = life.later(from, (20, 400));
    let text = life.common(&from.language, "hand");
    let message = life.message(Visibility::Internal, &format!("{text}\n"));
    life.step(from, at, |ticket, workflow, actor| {
        act::write(ticket, workflow, message, actor)?;
        ticket.group = Some(to.of.clone());
        act::assign(ticket, workflow, Some(&to.who))
    })?;
    life.agent = to;
    Ok(())
}

/// After the solution: a word of thanks, or it comes back; in the end the desk closes it.
fn afterwards(life: &mut Life) -> Going {
    if life.dice.chance(9) {
        life.answer("back", (200, 900))?;
        if life.dice.chance(50) {
            life.reply("looking", (5, 60), None)?;
        }
        life.reply("again", (60, 900), Some("solved"))?;
    }
    let solved = life.at;
    if life.dice.chance(38) {
        rate(life)?;
    }
    let close = solved + Duration::days(4) + Duration::minutes(life.dice.between(1, 59));
    let desk = &life.world.cast.desk;
    life.step(desk, close, |ticket, workflow, actor| {
        act::set_status(ticket, workflow, "closed", &StatusExtras::default(), actor)
    })
}

fn rate(life: &mut Life) -> Going {
    let good = life.dice.chance(88);
    let (score, occasion) = if good { ("good", "good") } else { ("bad", "bad") };
    let comment = Some(life.common(&life.requester.language, occasion)).filter(|c| !c.is_empty());
    let at = life.later(life.requester, (3, 600));
    life.step(life.requester, at, |ticket, _, _| {
        ticket.csat = Some(Csat { score: score.to_owned(), comment });
        Ok(())
    })
}

/// A build fails, and goes on failing until somebody does something about it.
pub fn failed(life: &mut Life, failure: &Failure) -> Going {
    let world = life.world;
    let run = life.dice.between(18_000, 29_000);
    let text = format!("main, {} #{run}\n\n    {}\n    {}\n", failure.job, failure.test, failure.says);
    let message = life.message(Visibility::Public, &text);
    life.step(&world.cast.ci, life.at, |ticket, workflow, actor| {
        ticket.title = format!("{}: {}", failure.job, failure.test);
        ticket.fingerprints = vec![failure.fingerprint.clone()];
        ticket.category = Some(format!("build/{}", failure.job));
        ticket.tags = vec!["ci".to_owned()];
        ticket.status = workflow.first_of(Category::New).map_or_else(String::new, |s| s.name.clone());
        ticket.add_message(act::message(message, actor));
        Ok(())
    })?;
    if life.dice.chance(40) {
        let at = life.at + Duration::minutes(life.dice.between(15, 90));
        let text = format!("main, {} #{}\n", failure.job, run + 1);
        life.write(&world.cast.ci, at, Visibility::Public, &text, None)?;
    }
    triage(life)?;
    life.note("notes", (20, 300), None)?;
    if life.dice.chance(25) {
        life.note("holds", (20, 200), Some("hold"))?;
        life.at = life.days_later(1, 4);
    }
    life.note("solutions", (30, 900), Some("solved"))?;
    let close = life.at + Duration::days(4);
    life.step(&world.cast.desk, close, |ticket, workflow, actor| {
        act::set_status(ticket, workflow, "closed", &StatusExtras::default(), actor)
    })
}

/// The same person wrote twice: this ticket goes into the other one.
pub fn merged(life: &mut Life, organization: &Organization, into: TicketId, at: Time) -> Going {
    ask(life, organization)?;
    let by = &life.world.cast.agents[0];
    let text = life.common(&by.language, "same");
    life.write(by, at, Visibility::Internal, &format!("{text}\n"), None)?;
    life.step(&life.world.cast.desk, at, |ticket, workflow, actor| {
        ticket.merged_into = Some(into);
        act::set_status(ticket, workflow, "closed", &StatusExtras::default(), actor)
    })
}

/// The requester writes after the ticket was closed for good: a follow-up goes on.
pub fn followed_up(life: &mut Life) -> Going {
    let text = life.common(&life.requester.language, "later");
    let message = life.message(Visibility::Public, &format!("{text}\n"));
    life.step(life.requester, life.at, |ticket, _, actor| {
        ticket.add_message(act::message(message, actor));
        Ok(())
    })?;
    worked_on(life)
}
