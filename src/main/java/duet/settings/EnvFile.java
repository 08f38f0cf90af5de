package duet.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lines of {@code NAME=value}, as shells and Docker Compose write them: {@code export} before
 * the name, single or double quotes around the value, {@code #} comments on their own lines or
 * after white space, UTF-8 with or without a byte order mark, any line ends. Nothing is expanded.
 * Of several lines for one name, the last wins.
 */
final class EnvFile {

  private static final Pattern IGNORED = Pattern.compile("\\s*(#.*)?");
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?(?<name>[A-Za-z_]\\w*)\\s*=(?<rest>.*)");
  private static final String COMMENT = "\\s*(?:(?<=\\s)#.*)?";
  private static final Pattern SINGLE = Pattern.compile("\\s*'(?<value>[^']*)'" + COMMENT);
  private static final Pattern DOUBLE =
      Pattern.compile("\\s*\"(?<value>(?:[^\"\\\\]++|\\\\.)*+)\"" + COMMENT);
  private static final Pattern BARE = Pattern.compile("\\s*(?!\\s|['\"])(?<value>.*?)" + COMMENT);

  private EnvFile() {}

  /**
   * @throws SettingsException naming the invalid line, without its value
   */
  static Map<String, Setting> read(Path file) {
    var settings = new LinkedHashMap<String, Setting>();
    int number = 0;
    for (String line : text(file).lines().toList()) {
      number++;
      if (!IGNORED.matcher(line).matches()) {
        var setting = setting(line, file + " line " + number);
        settings.put(setting.name(), setting);
      }
    }
    return settings;
  }

  private static Setting setting(String line, String origin) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new SettingsException(
          origin + ": not a setting (NAME=value, a comment or an empty line)");
    }
    var rest = parts.group("rest");
    for (Pattern form : new Pattern[] {SINGLE, DOUBLE, BARE}) {
      Matcher value = form.matcher(rest);
      if (value.matches()) {
        var text = value.group("value");
        return new Setting(parts.group("name"), form == DOUBLE ? unescaped(text) : text, origin);
      }
    }
    throw new SettingsException(
        origin
            + ": the value of "
            + parts.group("name")
            + " has an unclosed quote, or text after the closing one");
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\([\"\\\\$`])", "$1");
  }

  private static String text(Path file) {
    try {
      var text = Files.readString(file, StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new SettingsException("no such file: " + file, e);
    } catch (CharacterCodingException e) {
      throw new SettingsException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new SettingsException(file + " can't be read: " + e.getMessage(), e);
    }
  }
}
