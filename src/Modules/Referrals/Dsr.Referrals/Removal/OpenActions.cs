namespace Dsr.Referrals;

/// <summary>What becomes of one open action when the person leaves: part of the forms that ask for removal and decide it.</summary>
internal sealed class ActionFate
{
    public Guid Id { get; set; }

    public string Fate { get; set; } = "";

    public string Words { get; set; } = "";

    public sealed class Validator : AbstractValidator<ActionFate>
    {
        public Validator()
        {
            RuleFor(action => action.Fate).Must(fate => fate is "close" or "hand-over").WithMessage("Select whether to close the action or hand it over");
            RuleFor(action => action.Words)
                .NotEmpty().When(action => action.Fate is "close" or "hand-over", ApplyConditionTo.CurrentValidator).WithMessage(action => action.Fate == "close" ? "Enter why it can be closed" : "Enter who takes it over")
                .MaximumLength(500).WithMessage("What becomes of the action must be 500 characters or less");
        }
    }
}

/// <summary>An action that is open, as the register knows it.</summary>
internal sealed record OpenAction(Guid Id, string What, string OwnerName, DateOnly DueOn)
{
    private const string Of =
        """
        select id, what, owner_name, due_on
        from referrals_action
        where person_id = @personId
        order by due_on, id
        limit 100
        """;

    public static Task<IReadOnlyList<OpenAction>> OfAsync(Db db, Guid personId, CancellationToken cancellationToken) => db.QueryAsync<OpenAction>(Of, new { personId }, cancellationToken);

    /// <summary>The fates in the order of the actions, each kept where it was given.</summary>
    public static List<ActionFate> Fates(IReadOnlyList<OpenAction> open, IReadOnlyList<ActionFate> given)
        => [.. open.Select(action => given.FirstOrDefault(fate => fate.Id == action.Id) ?? new ActionFate { Id = action.Id })];
}
