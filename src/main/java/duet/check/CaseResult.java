package duet.check;

import java.time.Duration;

/**
 * The result of one case.
 *
 * @param name a sentence
 */
public record CaseResult(String group, String name, Verdict verdict, Duration took) {}
