package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which part of a list is requested. What is not a number is refused; an offset below 0 counts as
 * 0, a limit below 1 as the default of 100.
 */
record Paging(int offset, int limit, Optional<String> thid, String path) {

  /** The default. */
  static final int LIMIT = 100;

  static Paging of(ApiRequest request) {
    int limit = number(request, "limit", LIMIT);
    return new Paging(
        Math.max(0, number(request, "offset", 0)),
        limit < 1 ? LIMIT : limit,
        request.query("thid"),
        request.path());
  }

  /** Adds where this page is, and the pages before and after it, if there are any. */
  ObjectNode links(ObjectNode page, int total) {
    page.put("self", link(offset)).put("pageOf", path);
    if ((long) offset + limit < total) {
      page.put("next", link(offset + limit));
    }
    if (offset > 0) {
      page.put("previous", link(Math.max(0, offset - limit)));
    }
    return page;
  }

  private String link(int from) {
    var thread =
        thid.map(id -> "&thid=" + URLEncoder.encode(id, StandardCharsets.UTF_8)).orElse("");
    return path + "?offset=" + from + "&limit=" + limit + thread;
  }

  private static int number(ApiRequest request, String name, int otherwise) {
    var text = request.query(name);
    try {
      return text.map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw ApiJson.invalid(request.line(), "query parameter " + name);
    }
  }
}
