package duet.embedded.server;

import java.util.List;

/** A part of the REST API. */
interface RestEndpoints {

  List<Route> routes();
}
