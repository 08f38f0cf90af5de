package duet.embedded;

/** What the health checks of our servers report. */
final class ServerVersion {

  private ServerVersion() {}

  static String text() {
    var version = ServerVersion.class.getPackage().getImplementationVersion();
    return "duet-" + (version == null ? "dev" : version);
  }
}
