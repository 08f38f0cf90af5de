package duet.cli;

import duet.delivery.DeliveryException;
import duet.delivery.QrCode;
import duet.embedded.EmbeddedMediator;
import duet.http.LocalAddresses;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "mediator",
    description = {
      "Runs a mediator on this machine until it is stopped: it takes messages for wallets, which have"
          + " no address of their own.",
      "Whoever reaches it can use it, within limits."
    })
final class MediatorCommand extends ServerCommand {

  private static final int PORT = 8086;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      converter = Converters.PublicHost.class,
      description = "This machine's address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = Converters.Port.class,
      description = "The port, 0 for any free one (default: the one in --data, or 8086).")
  private Integer port;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "The URL by which wallets and agents reach it instead, of a tunnel or reverse proxy.")
  private URI publicUrl;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The directory to keep keys, accounts and messages in (default: in memory; then its"
              + " wallets are stranded when it ends).")
  private Path data;

  private EmbeddedMediator mediator;

  @Override
  CommandResult run() {
    var builder = EmbeddedMediator.builder().host(ownHost(host)).port(port());
    Optional.ofNullable(publicUrl).ifPresent(builder::publicUrl);
    Optional.ofNullable(data).ifPresent(builder::data);
    mediator = builder.start();
    runUntilStopped(mediator::close);
    show();
    return new ReadyMediator(
        "ready",
        mediator.url(),
        mediator.did(),
        mediator.link(),
        mediator.listening(),
        mediator.loopback(),
        network(),
        Optional.ofNullable(data));
  }

  /** 0 for the port that is kept. */
  private int port() {
    boolean kept = data != null && Files.exists(data.resolve("mediator.mv"));
    return port != null ? port : kept ? 0 : PORT;
  }

  private void show() {
    print(console().bold("Mediator ready"));
    print("  URL         " + mediator.url());
    print("  DID         " + mediator.did());
    print("  invitation  " + mediator.link());
    print("  data        " + (data == null ? "in memory" : Console.safe(data.toString())));
    print("  " + reach());
    if (!silent()) {
      try {
        QrView.print(this, QrCode.of(mediator.link().toString()));
      } catch (DeliveryException e) {
        print("  " + e.getMessage());
      }
    }
  }

  private String reach() {
    if (mediator.loopback()) {
      var likely = LocalAddresses.now().likely().map(one -> ", likely --host " + one).orElse("");
      return "Nobody outside this machine can use it: --host ADDRESS lets others in" + likely + ".";
    }
    if (throughTunnel()) {
      return "Whoever reaches that URL can use it, once a tunnel or proxy leads to "
          + mediator.listening()
          + ".";
    }
    if (LocalAddresses.isLoopback(mediator.url().getHost())) {
      return "Nobody outside this machine can use it: it has no network, so that its DID says"
          + " loopback. Start it again once it has one, in another directory.";
    }
    var who = network().map(all -> "Phones in the network " + all).orElse("Whoever reaches it");
    return who + " can use it: open " + mediator.url() + " there to see whether they reach it.";
  }

  /** Also one that is kept in the directory. */
  private boolean throughTunnel() {
    return !mediator.listening().equals(mediator.url().getAuthority());
  }

  private Optional<String> network() {
    return mediator.loopback() || throughTunnel()
        ? Optional.empty()
        : LocalAddresses.now().network(mediator.url().getHost());
  }

  /**
   * @param listening where it listens, such as {@code 127.0.0.1:8086}
   * @param loopback whether only this machine reaches it
   * @param network those who reach it directly, such as {@code 192.168.1.0/24}
   */
  private record ReadyMediator(
      String outcome,
      URI url,
      String did,
      URI invitation,
      String listening,
      boolean loopback,
      Optional<String> network,
      Optional<Path> data)
      implements CommandResult {}
}
