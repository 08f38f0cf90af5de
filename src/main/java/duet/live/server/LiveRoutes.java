package duet.live.server;

import duet.agent.AgentException;
import duet.embedded.http.BodyHandler;
import duet.http.Causes;
import duet.live.board.StepException;
import duet.live.page.BoardPages;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What answers which request, once it is known who sent it. */
final class LiveRoutes extends BodyHandler<PageAnswer> {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

  private final RequestCheck check;
  private final Gate gate;
  private final PageRoutes routes;
  private final StepRoutes steps;
  private final StepExecutor executor;
  private final BoardPages pages;

  /**
   * @param arrived called with each request whose body was read
   */
  LiveRoutes(
      RequestCheck check,
      Gate gate,
      PageRoutes routes,
      StepRoutes steps,
      StepExecutor executor,
      BoardPages pages,
      Consumer<Request> arrived) {
    super(InvocationType.BLOCKING, arrived);
    this.check = check;
    this.gate = gate;
    this.routes = routes;
    this.steps = steps;
    this.executor = executor;
    this.pages = pages;
  }

  @Override
  protected Function<ByteBuffer, PageAnswer> answering(Request request) {
    check.require(request);
    var path = path(request);
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> {
        require(PageRoutes.has(path), StepRoutes.has(path), "POST");
        yield body -> get(path, request);
      }
      case "POST" -> {
        require(StepRoutes.has(path), PageRoutes.has(path), "GET, HEAD");
        Form.requireType(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        var visitor = gate.visitor(request);
        StepRoutes.requireRight(path, visitor);
        yield body -> post(path, request, visitor, Form.parse(body));
      }
      default -> {
        require(false, PageRoutes.has(path) || StepRoutes.has(path), "GET, HEAD, POST");
        throw new IllegalStateException();
      }
    };
  }

  private PageAnswer get(List<String> path, Request request) {
    return gate.redeem(request)
        .<PageAnswer>map(redirect -> redirect)
        .orElseGet(() -> routes.get(path, request, gate.visitor(request)));
  }

  private PageAnswer post(List<String> path, Request request, Visitor visitor, Form form) {
    // What the request tells is read now: it may be over when the step has run.
    var cookies = gate.cookies(request);
    var key = visitor.member().map(Member::hash).filter(known -> path.equals(List.of("join")));
    var answer =
        key.isPresent()
            ? executor.runOnce(key.get(), () -> steps.post(path, form, visitor, cookies))
            : executor.run(() -> steps.post(path, form, visitor, cookies));
    return PageAnswer.later(
        answer, failure -> failed(request, shown(Causes.unwrap(failure), visitor)));
  }

  /** An agent's own words, with its address, are for leaders. */
  private static Throwable shown(Throwable failure, Visitor visitor) {
    return failure instanceof AgentException && !visitor.leads()
        ? PageProblem.of(
            502, "The agents didn't do it.", "Try again, or tell whoever leads this page.")
        : failure;
  }

  private static List<String> path(Request request) {
    return List.of(Request.getPathInContext(request).substring(1).split("/", -1));
  }

  private static void require(boolean has, boolean hasOther, String allowed) {
    if (!has && hasOther) {
      throw PageProblem.wrongMethod(allowed);
    }
    if (!has) {
      throw PageProblem.of(404, "There is no such page.", "Go to the board, at /.");
    }
  }

  @Override
  protected PageAnswer failed(Request request, Throwable failure) {
    return problem(known(failure).orElseGet(() -> unknown(request, failure)));
  }

  private PageAnswer problem(PageProblem problem) {
    var page =
        pages.problem(
            problem.status(), problem.getMessage(), problem.whatToTry(), problem.details());
    var response = PageResponse.html(problem.status(), page);
    for (var header : problem.headers().entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response;
  }

  private static Optional<PageProblem> known(Throwable failure) {
    if (failure instanceof PageProblem problem) {
      return Optional.of(problem);
    }
    if (failure instanceof StepException refusal) {
      return Optional.of(
          PageProblem.of(
              409,
              "Not done: " + inSentence(refusal.getMessage()),
              "Go back, and look how it stands now.",
              refusal.details()));
    }
    if (failure instanceof AgentException) {
      return Optional.of(
          PageProblem.of(
              502,
              "The agents didn't do it.",
              "Look whether the agents answer, and try again.",
              failure.getMessage()));
    }
    return Optional.empty();
  }

  private static String inSentence(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private static PageProblem unknown(Request request, Throwable failure) {
    LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), failure);
    return PageProblem.of(
        500, "Duet failed to answer this request.", "Its output says why; try again.");
  }

  @Override
  protected void write(PageAnswer answer, Request request, Response response, Callback callback) {
    PageHeaders.put(response.getHeaders());
    answer.write(request, response, callback);
  }
}
