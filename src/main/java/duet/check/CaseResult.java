package duet.check;

import java.time.Duration;

/**
 * A case that was tried.
 *
 * @param name a sentence
 */
public record CaseResult(String group, String name, Verdict verdict, Duration took) {}
