using Hangfire.States;

namespace Actra.Hangfire;

/// <summary>A state that the guard elects instead of Processing. No other filter may put Processing back over it.</summary>
internal interface IRefusal : IState;
