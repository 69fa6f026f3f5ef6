using Dsr.Rating.Contracts;
using Microsoft.AspNetCore.Http;

namespace Dsr.Rating;

/// <summary>Record an admission to a mental health hospital: blue is a fact, set by this and not by scoring (domain 3.3, 6.3). What was known and done before it is kept to learn from (domain 7.2).</summary>
[Needs("ratings.admission", Roles.Clinical)]
internal sealed class RecordAdmissionPage(Db db, CurrentPerson person, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads, IAdmissionPage
{
    private const string PersonSql =
        """
        select first_name, born_on, rating, version
        from rating_person
        where id = @Id
        """;

    private const string RatingOn =
        """
        select to_rating
        from rating_change
        where person_id = @Id
        and since_on <= @on
        order by place desc
        limit 1
        """;

    [BindProperty]
    public AdmissionForm Admission { get; set; } = new();

    [BindProperty]
    public Form Why { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Row Person { get; private set; } = null!;

    public string Reference => person.Reference;

    public DateOnly Today => clock.Today();

    public DateOnly BornOn => Person.BornOn;

    public RatingArea Rules => areas[person.Area].Section<RatingArea>("rating");

    public string? Visits => AdmissionForm.Visits(Rules.Times, Today, Person.BornOn);

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.FirstAsync<Row>(PersonSql, new { person.Id }, cancellationToken) is not { } row) return false;
        Person = row;
        if (!HttpMethods.IsPost(Request.Method) || Response.StatusCode == StatusCodes.Status409Conflict) Version = row.Version;
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            var next = await db.WriteAsync(async work =>
            {
                var row = await work.FirstAsync<Row>(PersonSql, new { person.Id }) ?? throw new LostRaceException();
                if (row.Rating == "blue") throw new RefusedException("Admission.Hospital", "They are in a mental health hospital already: record that discharge first");
                var on = Admission.AdmittedOn!.Value;
                Admission.Refuse(row.FirstName, row.BornOn);

                var (id, stay) = (Ids.New(work.Now), Admission.Stay);
                var before = await work.FirstAsync<string>(RatingOn, new { person.Id, on });
                await work.ExecuteAsync(AdmissionForm.Insert, Admission.Row(id, person.Id, before, viewer, work));
                await new RatingChange(person.Id, "blue", "admission", on, Why.Reason.Trim(), true, "Admitted to a mental health hospital", null, viewer.Signature) { Stay = stay, By = viewer.UserId, Version = Version }.ActAsync(work, areas);
                await work.PublishAsync(new PersonAdmitted(id, person.Id, on, viewer.Signature, work.Now, stay.OutOfArea, before is not null, before, Admission.ReviewBefore));
                return Links.Person.Page(person.Reference, "ratings");
            }, cancellationToken);
            return this.Done("Admission recorded.", next);
        }
        catch (RefusedException refused)
        {
            return this.Refuse(refused.Faults);
        }
    }

    public sealed class Form
    {
        public string Reason { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
            => RuleFor(form => form.Reason)
                .NotEmpty().WithMessage("Enter why they were admitted")
                .MaximumLength(1000).WithMessage("Reason must be 1,000 characters or less");
    }

    public sealed record Row(string FirstName, DateOnly BornOn, string? Rating, int Version);
}
