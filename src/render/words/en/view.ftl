# Saved views, and what goes wrong with them.

views-none = There are no saved views.
view-shared = shared
view-personal = yours
view-saved = View { $name } ({ $whose }): saved
view-removed = View { $name } ({ $whose }): removed

error-unknown-view = there is no view “{ $name }”
hint-unknown-view = { $nearest ->
    [none] views are { $known }; git desk view shows their queries
   *[other] did you mean { $nearest }?
}
error-bad-view-name = “{ $name }” cannot be the name of a view
hint-bad-view-name = use small letters, digits and hyphens, such as my-desk; save and remove are taken
error-bad-view = view { $name }: { $fault }
hint-bad-view = give it another query: git desk view save { $name } QUERY
error-view-forbidden = shared views are not for the role { $role } to change
hint-view-forbidden = a lead or an admin may; without --shared the view is yours alone
error-view-elsewhere = view { $name } is not in the git configuration of this repository
hint-view-elsewhere = git config --show-origin --get desk.view.{ $name } says where it is
error-unwanted = “{ $word }” is one word too many
