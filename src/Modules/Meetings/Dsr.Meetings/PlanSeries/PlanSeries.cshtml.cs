using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Dsr.Meetings;

/// <summary>Set up a series of meetings by the area's pattern (journey 8.7): its next meetings are planned at once.</summary>
[Needs("meetings.plan", Roles.Chair + "," + Roles.Team)]
internal sealed class PlanSeriesPage(Db db, Viewer viewer, Areas areas, TimeProvider clock) : PageModel, ILoads
{
    private const string Insert =
        """
        insert into meetings_series (id, area, name, day, every_weeks, anchor_on, nth, starts, ends, place, chair_id, chair_name, made_at, made_by_signature)
        values (@Id, @Area, @Name, @Day, @EveryWeeks, @Anchor, @Nth, @Starts, @Ends, @Place, @ChairId, @ChairName, @Now, @Signature)
        """;

    public static readonly IReadOnlyList<SelectListItem> DayChoices = [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(day => new SelectListItem(day.ToString(), day.ToString()))];

    public static readonly IReadOnlyList<SelectListItem> NthChoices = [.. Enum.GetNames<Meetings.Nth>().Select(name => new SelectListItem(name, name))];

    [BindProperty]
    public Form Series { get; set; } = new();

    public IReadOnlyList<SelectListItem> Chairs { get; private set; } = [];

    public IReadOnlyList<DateOnly> Preview { get; private set; } = [];

    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(Request.Method)) Series = Default();
        Chairs = await Users.ChoicesAsync(db, viewer.Area, cancellationToken);
        if (Pattern(Series) is { } pattern) Preview = [.. SeriesDates.Next(pattern, clock.Today(), Planning.Ahead)];
        return true;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Series.Do == "preview") return Page();
        var pattern = Pattern(Series)!;
        if (!SeriesDates.Next(pattern, clock.Today(), 1).Any(date => date <= clock.Today().AddYears(1))) return this.Invalid("Series.Pattern", "This pattern has no dates in the next 12 months");

        var next = await db.WriteAsync(async work =>
        {
            var id = Ids.New(work.Now);
            var chair = await Users.FindAsync(db, viewer.Area, Series.Chair, cancellationToken);
            var (starts, ends) = (Timetable.Read(Series.Starts)!.Value, Timetable.Read(Series.Ends)!.Value);
            await work.ExecuteAsync(Insert, new
            {
                Id = id, viewer.Area, Name = Series.Name.Trim(), Day = (int)pattern.Day, pattern.EveryWeeks, pattern.Anchor, Nth = (int?)pattern.Nth,
                Starts = starts.ToString("HH:mm", CultureInfo.InvariantCulture), Ends = ends.ToString("HH:mm", CultureInfo.InvariantCulture),
                Place = Series.Place.Trim(), ChairId = chair?.Id, ChairName = chair?.Name, work.Now, viewer.Signature,
            });
            await work.AuditAsync("SeriesMade", id);
            foreach (var date in SeriesDates.Next(pattern, clock.Today(), Planning.Ahead))
                await Planning.AddAsync(work, new Planned(viewer.Area, id, "tracking", Series.Name.Trim(), date, starts, ends, Series.Place.Trim(), chair?.Id, chair?.Name));
            return Links.Meetings;
        }, cancellationToken);
        return this.Done($"Series created. {Planning.Ahead} meetings are planned.", next);
    }

    private Form Default()
    {
        var area = areas[viewer.Area].Section<MeetingsArea>("meetings");
        var pattern = area.Series.Pattern;
        return new Form
        {
            Name = area.Name, Pattern = pattern.Nth is null ? "weeks" : "month", Day = pattern.Day.ToString(),
            EveryWeeks = pattern.EveryWeeks?.ToString(CultureInfo.InvariantCulture) ?? "", Anchor = pattern.Anchor, Nth = pattern.Nth?.ToString() ?? "First",
            Starts = Words.Time(area.Series.Start), Ends = Words.Time(area.Series.End), Place = "Online", Chair = viewer.Role == Roles.Chair ? Sql.Text(viewer.UserId) : "",
        };
    }

    private static MeetingPattern? Pattern(Form form)
    {
        if (!Enum.TryParse<DayOfWeek>(form.Day, out var day)) return null;
        var pattern = form.Pattern switch
        {
            "weeks" when int.TryParse(form.EveryWeeks, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) => new MeetingPattern(day, EveryWeeks: weeks, Anchor: form.Anchor),
            "month" when Enum.TryParse<Nth>(form.Nth, out var nth) && Enum.IsDefined(nth) => new MeetingPattern(day, Nth: nth),
            _ => null,
        };
        return pattern?.Fault() is null ? pattern : null;
    }

    public sealed class Form
    {
        public string Name { get; set; } = "";

        public string Pattern { get; set; } = "";

        public string Day { get; set; } = "";

        public string EveryWeeks { get; set; } = "";

        [Display(Name = "Date of one meeting")]
        public DateOnly? Anchor { get; set; }

        public string Nth { get; set; } = "";

        public string Starts { get; set; } = "";

        public string Ends { get; set; } = "";

        public string Place { get; set; } = "";

        public string Chair { get; set; } = "";

        public string Do { get; set; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(form => form.Name)
                .NotEmpty().WithMessage("Enter what the meeting is called")
                .MaximumLength(100).WithMessage("What the meeting is called must be 100 characters or less");
            RuleFor(form => form.Pattern).Must(pattern => pattern is "weeks" or "month").WithMessage("Select how often the meeting is held");
            RuleFor(form => form.EveryWeeks)
                .Must(weeks => int.TryParse(weeks, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 52)
                .When(form => form.Pattern == "weeks").WithMessage("Every how many weeks must be a number between 1 and 52");
            RuleFor(form => form.Anchor)
                .NotNull().WithMessage("Enter the date of one meeting of the series")
                .Must((form, anchor) => anchor!.Value.DayOfWeek.ToString() == form.Day).WithMessage(form => $"Date of one meeting must be a {form.Day}")
                .When(form => form.Pattern == "weeks");
            RuleFor(form => form.Nth).Must(nth => Enum.TryParse<Nth>(nth, out var known) && Enum.IsDefined(known)).When(form => form.Pattern == "month").WithMessage("Select which of the month");
            RuleFor(form => form.Day).Must(day => DayChoices.Any(choice => choice.Value == day)).WithMessage("Select the day of the week");
            RuleFor(form => form.Starts).Must(time => Timetable.Read(time) is not null).WithMessage("Enter a start time, like 10am or 1:30pm");
            RuleFor(form => form.Ends)
                .Must(time => Timetable.Read(time) is not null).WithMessage("Enter an end time, like midday or 3:30pm")
                .Must((form, time) => Timetable.Read(form.Starts) is not { } starts || Timetable.Read(time) > starts).WithMessage(form => $"End time must be after the start time, {form.Starts}");
            RuleFor(form => form.Place)
                .NotEmpty().WithMessage("Enter the place or link")
                .MaximumLength(200).WithMessage("Place or link must be 200 characters or less");
        }
    }
}
