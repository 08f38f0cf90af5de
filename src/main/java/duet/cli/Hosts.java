package duet.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A host to listen on, which this machine has to know. */
final class Hosts implements ITypeConverter<String> {

  @Override
  public String convert(String host) {
    try {
      if (!host.isBlank() && InetAddress.getByName(host) != null) {
        return host;
      }
    } catch (UnknownHostException e) {
      // said below
    }
    throw new TypeConversionException("'" + host + "' is no host that is known here");
  }
}
