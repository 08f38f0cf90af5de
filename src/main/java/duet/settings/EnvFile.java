package duet.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lines of {@code NAME=value}, as shells and Docker Compose write them: {@code export} before
 * the name, single or double quotes around the value, {@code #} comments on their own lines or
 * after white space, UTF-8 with or without a byte order mark, any line ends. Nothing is expanded.
 * Of several lines for one name, the last wins.
 *
 * @param settings by name
 * @param remarks on lines that are read in another way than their author may think
 */
record EnvFile(Map<String, Setting> settings, List<String> remarks) {

  private static final Pattern IGNORED = Pattern.compile("\\s*(#.*)?");
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?(?<name>[A-Za-z_]\\w*)\\s*=(?<rest>.*)");
  private static final String COMMENT = "\\s*(?:(?<=\\s)#.*)?";
  private static final Pattern SINGLE = Pattern.compile("\\s*'(?<value>[^']*)'" + COMMENT);
  private static final Pattern DOUBLE =
      Pattern.compile("\\s*\"(?<value>(?:[^\"\\\\]++|\\\\.)*+)\"" + COMMENT);
  private static final Pattern TYPOGRAPHIC = Pattern.compile("\\s*[«»‘-‟‹›].*");
  private static final Pattern BARE = Pattern.compile("\\s*(?!\\s|['\"])(?<value>.*?)" + COMMENT);

  /**
   * @throws SettingsException naming the invalid line, without its value
   */
  static EnvFile read(Path file) {
    var read = new EnvFile(new LinkedHashMap<>(), new ArrayList<>());
    int number = 0;
    for (String line : text(file).lines().toList()) {
      number++;
      if (!IGNORED.matcher(line).matches()) {
        read.add(line, file + " line " + number);
      }
    }
    return read;
  }

  private void add(String line, String origin) {
    var setting = setting(line, origin);
    var before = settings.put(setting.name(), setting);
    if (before != null && !before.value().equals(setting.value())) {
      remarks.add("%s takes precedence over %s".formatted(setting, before.origin()));
    }
    boolean literal = line.contains("'") || line.contains("\\$");
    if (SettingNames.isKnown(setting.name()) && setting.mentionsAnother() && !literal) {
      remarks.add(setting + ": " + Setting.NOT_EXPANDED);
    }
  }

  private static Setting setting(String line, String origin) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new SettingsException(
          origin + ": not a setting (NAME=value, a comment or an empty line)");
    }
    var rest = parts.group("rest");
    if (TYPOGRAPHIC.matcher(rest).matches()) {
      throw new SettingsException(
          "%s: the value of %s begins with a typographic quote (must be \" or ')"
              .formatted(origin, parts.group("name")));
    }
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
