package dev.interlock.replay.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Parses HAR entries. Throws {@link IllegalArgumentException} for a malformed one, with a message for the user. */
final class HarEntry {
    /** Fields to drop, because HAR stores the decoded content. */
    private static final Set<String> CODINGS = Set.of("content-encoding", "transfer-encoding");
    /** Starts of the names of HTTP/2 and HTTP/3, in lower case. Browsers and proxies write different names. */
    private static final List<String> MULTIPLEXED = List.of("h2", "h3", "http/2", "http/3");

    private HarEntry() {}

    static Exchange exchange(JsonNode entry, long source) {
        JsonNode request = object(entry, "request");
        String method = text(request, "method");
        String url = text(request, "url");
        int scheme = url.indexOf("://");
        if (scheme <= 0) {
            throw new IllegalArgumentException("the URL " + url + " has no scheme");
        }
        int path = firstOf(url, scheme + 3);
        String target = target(url, path);
        long arrived = time(text(entry, "startedDateTime"));
        double millis = Math.max(0, entry.path("time").asDouble());
        return new Exchange(
                connection(entry, source),
                arrived,
                arrived + (long) (millis * TimeUnit.MILLISECONDS.toNanos(1)),
                RouteTemplate.of(method, target),
                new RecordedRequest(
                        method,
                        target,
                        url.substring(0, scheme),
                        url.substring(scheme + 3, path),
                        fields(request),
                        requestBody(request)),
                response(entry.path("response")));
    }

    /** Returns null for HTTP/2 and HTTP/3, whose requests run concurrently on a connection. */
    private static @Nullable ConnectionId connection(JsonNode entry, long source) {
        String connection = entry.path("connection").asText();
        String version = entry.path("request").path("httpVersion").asText().toLowerCase(Locale.ROOT);
        boolean isMultiplexed = MULTIPLEXED.stream().anyMatch(version::startsWith);
        return connection.isEmpty() || isMultiplexed ? null : new ConnectionId(source, hash(connection), 0);
    }

    private static int firstOf(String url, int from) {
        for (int i = from; i < url.length(); i++) {
            if ("/?#".indexOf(url.charAt(i)) >= 0) {
                return i;
            }
        }
        return url.length();
    }

    /** Returns the target in origin-form. Percent-encodes characters that a target must not contain. */
    private static String target(String url, int path) {
        int fragment = url.indexOf('#', path);
        String rest = url.substring(path, fragment < 0 ? url.length() : fragment);
        StringBuilder target = new StringBuilder(rest.startsWith("/") ? "" : "/");
        for (byte each : rest.getBytes(StandardCharsets.UTF_8)) {
            if (each > ' ' && each < 0x7f) {
                target.append((char) each);
            } else {
                target.append(String.format(Locale.ROOT, "%%%02X", each & 0xff));
            }
        }
        return target.toString();
    }

    private static long hash(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 0x100000001b3L + text.charAt(i);
        }
        return hash;
    }

    private static long time(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Math.addExact(
                    Math.multiplyExact(instant.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "startedDateTime " + text + " is not a time such as 2026-01-31T12:00:00.000Z", e);
        }
    }

    private static List<Field> fields(JsonNode message) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode each : message.path("headers")) {
            String name = each.path("name").asText();
            // Skips pseudo-header fields of HTTP/2. Other members have their values.
            if (!name.isEmpty() && !name.startsWith(":")) {
                fields.add(new Field(name, each.path("value").asText()));
            }
        }
        return fields;
    }

    private static Body requestBody(JsonNode request) {
        JsonNode data = request.path("postData");
        if (data.isMissingNode() || data.isNull()) {
            long size = request.path("bodySize").asLong(0);
            return size > 0 ? Body.partOf(new byte[0], size) : Body.EMPTY;
        }
        if (data.hasNonNull("text")) {
            return Body.of(
                    bytes(data.path("text").asText(), data.path("encoding").asText()));
        }
        if (data.path("mimeType").asText().startsWith("application/x-www-form-urlencoded")) {
            return Body.of(form(data.path("params")).getBytes(StandardCharsets.UTF_8));
        }
        return Body.partOf(new byte[0], Math.max(1, request.path("bodySize").asLong(1)));
    }

    private static String form(JsonNode parameters) {
        List<String> pairs = new ArrayList<>();
        for (JsonNode each : parameters) {
            pairs.add(URLEncoder.encode(each.path("name").asText(), StandardCharsets.UTF_8) + "="
                    + URLEncoder.encode(each.path("value").asText(), StandardCharsets.UTF_8));
        }
        return String.join("&", pairs);
    }

    private static @Nullable RecordedResponse response(JsonNode response) {
        int status = response.path("status").asInt();
        if (status < 100) {
            return null;
        }
        JsonNode content = response.path("content");
        long size = Math.max(0, content.path("size").asLong());
        Body body = content.hasNonNull("text")
                ? Body.of(bytes(
                        content.path("text").asText(), content.path("encoding").asText()))
                : size == 0 ? Body.EMPTY : Body.partOf(new byte[0], size);
        List<Field> fields = fields(response).stream()
                .filter(field -> CODINGS.stream().noneMatch(field::isNamed))
                .toList();
        return new RecordedResponse(status, fields, body);
    }

    private static byte[] bytes(String text, String encoding) {
        if (!encoding.equals("base64")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a body is not base64", e);
        }
    }

    private static JsonNode object(JsonNode in, String name) {
        JsonNode found = in.path(name);
        if (!found.isObject()) {
            throw new IllegalArgumentException("the member " + name + " is missing");
        }
        return found;
    }

    private static String text(JsonNode in, String name) {
        JsonNode found = in.path(name);
        if (!found.isTextual() || found.asText().isEmpty()) {
            throw new IllegalArgumentException("the member " + name + " is missing");
        }
        return found.asText();
    }
}
