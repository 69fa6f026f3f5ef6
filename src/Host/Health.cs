using Dsr.Shared;

namespace Dsr.Host;

internal static class Health
{
    /// <summary>Ready when the database answers: one word, nothing else.</summary>
    public static async Task<IResult> ReadyAsync(Facts facts, CancellationToken cancellationToken)
    {
        try
        {
            await facts.ReadAsync("ready", cancellationToken);
            return Results.Text("ready");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Results.Text("unavailable", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
