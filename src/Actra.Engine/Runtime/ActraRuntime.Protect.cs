using System.Linq.Expressions;
using Actra.Evaluation;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Runtime;

public sealed partial class ActraRuntime
{
    /// <summary>
    /// Wraps an implementation so that its methods marked <see cref="AdmitAttribute"/> run only when the policy lets them, and those marked
    /// <see cref="AuditAttribute"/> are judged and always run. Attributes on the implementation's method win over those on the interface's, a method's over its type's; all are
    /// inherited. The action is what the attribute names, else <see cref="ActraActionAttribute"/>, else the action type resolver, else the method's name in snake_case
    /// without <c>Async</c>; its fields are the arguments (see <see cref="ArgumentReader"/>).
    /// </summary>
    /// <remarks>
    /// Methods that return a task are guarded without blocking. Others block their thread until the guard has answered: its asynchronous part runs without the caller's
    /// synchronisation context, so nothing waits for itself; the method itself runs on the caller's thread. Refusing them would leave plain interfaces unguarded.
    /// A call that requires approval throws: a proxy has no id for the work; use <c>AdmitAsync</c> with <see cref="AdmitOptions.WorkId"/>.
    /// </remarks>
    /// <typeparam name="T">The interface.</typeparam>
    /// <param name="implementation">What is wrapped.</param>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is no interface.</exception>
    /// <exception cref="ContractException">
    /// A method has neither <c>[Admit]</c>, <c>[Audit]</c> nor <c>[ActraExempt]</c>, has ref or out parameters, is generic or returns a stream, or does not fit its action. All of these
    /// are listed.
    /// </exception>
    public T Protect<T>(T implementation)
        where T : class => ProtectedProxy.Wrap(implementation, PlanOf(implementation), _calls, _gate);

    /// <summary>
    /// What would become of a call of a protected method, and why, without running it: the action, fields and options are those that its attributes say. Nobody is
    /// told.
    /// </summary>
    /// <typeparam name="T">The interface.</typeparam>
    /// <param name="target">The implementation, or what <see cref="Protect{T}"/> returned for it.</param>
    /// <param name="call">The call, for example <c>payouts => payouts.PayAsync("A-1", 500)</c>.</param>
    /// <param name="ct">Cancels the explanation.</param>
    /// <exception cref="ArgumentException">The expression is no call of a method of <typeparamref name="T"/>.</exception>
    /// <exception cref="ActraException">The method is exempt, a resolver failed or rejected the call, or it does not fit its action.</exception>
    public Task<Explanation> ExplainCallAsync<T>(T target, Expression<Action<T>> call, CancellationToken ct = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(call);
        var (method, arguments) = CallExpression.Read(call);
        var planned = (ProtectedProxy.PlanBehind(target) ?? PlanOf(target)).Find(method);
        if (planned is null)
        {
            throw new ArgumentException($"the expression is no call of a method of {typeof(T).Name}");
        }

        return planned.Mode == ProtectionMode.Exempt
            ? throw new ActraException($"`{planned.Endpoint}` is exempt: no decision is made")
            : ExplainAsync(planned.ToWork(_calls, arguments), planned.Options, ct);
    }

    private ProtectionPlan PlanOf<T>(T implementation)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(implementation);
        return typeof(T).IsInterface
            ? ProtectionPlanner.Plan(typeof(T), implementation.GetType(), _calls, checkFields: !_buildsFields)
            : throw new ArgumentException($"only interfaces can be protected; {typeof(T).Name} is none");
    }
}
