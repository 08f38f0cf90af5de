package duet.http;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Finds what caused a failure, which transports and futures wrap. */
public final class Causes {

  private Causes() {}

  /** The first of this type among a failure and its causes. */
  public static <T> Optional<T> find(Throwable failure, Class<T> type) {
    return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  /** Whether a failure or one of its causes is of one of these types. */
  public static boolean has(Throwable failure, Class<?>... types) {
    return chain(failure).anyMatch(t -> Stream.of(types).anyMatch(type -> type.isInstance(t)));
  }

  /** The failure without the {@link CompletionException}s that futures put around it. */
  public static Throwable unwrap(Throwable failure) {
    boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
    return wrapped ? unwrap(failure.getCause()) : failure;
  }

  /** The failure's message, or else the kind of exception in words. */
  public static String words(Throwable failure) {
    var known = unwrap(failure);
    return known.getMessage() != null
        ? known.getMessage()
        : known
            .getClass()
            .getSimpleName()
            .replaceFirst("Exception$", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }
}
