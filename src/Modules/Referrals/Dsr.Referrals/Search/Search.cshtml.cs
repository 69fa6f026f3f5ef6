namespace Dsr.Referrals;

/// <summary>The search box. What was typed is posted and kept with the session, so that no name stands in an address (ui.md 7.C).</summary>
[Needs("people.search", Roles.Clinical)]
internal sealed class SearchPage(Db db, FindPeople find, Viewer viewer) : PageModel
{
    private const int KeptHours = 12;

    [BindProperty]
    public Form Search { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var found = await find.FindAsync(Typed.Read(Search.Typed), cancellationToken);
        var next = await db.WriteAsync(async work =>
        {
            var id = Ids.New(work.Now);
            await work.ExecuteAsync(
                """
                delete from referrals_search
                where user_id = @UserId
                and at < @old
                """, new { viewer.UserId, old = work.Now.AddHours(-KeptHours) });
            await work.ExecuteAsync(
                """
                insert into referrals_search (id, user_id, session_id, typed, people, at)
                values (@id, @UserId, @SessionId, @typed, @people, @Now)
                """, new { id, viewer.UserId, viewer.SessionId, typed = Search.Typed!.Trim(), people = string.Join(' ', found.Select(Sql.Text)), work.Now });
            return Links.SearchResults(id);
        }, cancellationToken);
        return this.SeeOther(next);
    }

    public sealed class Form
    {
        public string? Typed { get; set; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
            => RuleFor(form => form.Typed)
                .Must(typed => !Referrals.Typed.Read(typed).IsNothing).WithMessage("Enter a name, NHS number, date of birth or reference")
                .MaximumLength(100).WithMessage("What you search for must be 100 characters or less");
    }
}
