package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;

/** Our OpenAPI document, which every answer has to meet. */
final class Contract {

  private static final Set<String> NOT_IN_IT =
      Set.of("validation.request.path.missing", "validation.request.operation.notAllowed");

  private static final OpenApiInteractionValidator VALIDATOR =
      OpenApiInteractionValidator.createForSpecificationUrl(
              Path.of("generated-client/cloud-agent.yaml").toUri().toString())
          .withBasePathOverride("/")
          .build();

  private Contract() {}

  static void holds(String method, URI target, HttpResponse<String> answer) {
    var response = SimpleResponse.Builder.status(answer.statusCode());
    answer.headers().firstValue("Content-Type").ifPresent(response::withContentType);
    if (!answer.body().isEmpty()) {
      response.withBody(answer.body());
    }
    var path = target.getPath().replaceFirst("^/cloud-agent", "");
    var report = VALIDATOR.validateResponse(path, Method.valueOf(method), response.build());
    assertThat(report.getMessages())
        .as("what %s %s was answered with: %s", method, path, answer.body())
        .allMatch(message -> NOT_IN_IT.contains(message.getKey()));
  }
}
