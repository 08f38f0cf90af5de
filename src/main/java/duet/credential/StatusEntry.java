package duet.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a credential's status is looked up: a StatusList2021Entry.
 *
 * @param list the address of the list, an absolute URI
 * @param index of the bit, from 0
 * @param purpose what a bit that is set means, such as Revocation
 */
public record StatusEntry(URI list, long index, String purpose) {
  /** As a Cloud Agent spells it. */
  public static final String REVOCATION = "Revocation";

  private static final String TYPE = "StatusList2021Entry";

  public StatusEntry {
    if (index < 0 || !list.isAbsolute()) {
      throw new IllegalArgumentException("invalid status entry: index " + index + " of " + list);
    }
  }

  ObjectNode toJson() {
    return JsonObject.create()
        .put("id", list + "#" + index)
        .put("type", TYPE)
        .put("statusPurpose", purpose)
        .put("statusListIndex", index)
        .put("statusListCredential", list.toString());
  }

  /** Reads the index as a number, or as the digits that W3C has it in. */
  static StatusEntry parse(JsonObject json) {
    json.require("type", TYPE);
    return new StatusEntry(list(json), index(json), json.text("statusPurpose"));
  }

  private static URI list(JsonObject json) {
    String name = "statusListCredential";
    try {
      var list = new URI(json.text(name));
      if (list.isAbsolute()) {
        return list;
      }
    } catch (URISyntaxException e) {
      // as one that isn't absolute
    }
    throw json.invalid(name, "an absolute URI");
  }

  private static long index(JsonObject json) {
    String name = "statusListIndex";
    JsonNode value = json.get(name);
    boolean text = value.isTextual() || value.isIntegralNumber();
    if (!text || !value.asText().matches("[0-9]{1,18}")) {
      throw json.invalid(name, "a number from 0");
    }
    return Long.parseLong(value.asText());
  }
}
