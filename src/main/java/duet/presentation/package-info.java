/**
 * A request that becomes a proof: {@link duet.presentation.Presentation} asks for it, answers it
 * with credentials, and waits for both sides, as {@link duet.presentation.PresentationOptions} say,
 * until the presentation is verified, can't be any more, or time is up.
 */
package duet.presentation;
