package dev.interlock.replay.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.replay.body.BodyTree;
import dev.interlock.replay.body.ContentCoding;
import dev.interlock.replay.hook.ReplayHook;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import dev.interlock.replay.traffic.RecordedRequest;
import dev.interlock.replay.traffic.RecordedResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Rewrites the requests for one target, and learns from its responses. Safe for use by several threads. */
public final class Rewriter {
    /** Hop-by-hop fields, and fields that the replay sets. */
    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect",
            "content-length",
            "host");

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String BEARER = "Bearer ";
    private static final int MOST_CONTENT = 1 << 20;

    private final TargetAddress address;
    private final LearnedValues values;
    private final BodyTree bodies;
    private final List<ReplayHook> hooks;
    private final boolean keepsHost;
    private final IdRules ids;
    private final Replacement replacement;
    private final Learning learning;

    /** @param keepsHost whether to send the recorded authority */
    public Rewriter(
            TargetAddress address,
            LearnedValues values,
            IdRules ids,
            BodyTree bodies,
            List<ReplayHook> hooks,
            boolean keepsHost) {
        this.address = address;
        this.ids = ids;
        this.values = values;
        this.bodies = bodies;
        this.hooks = List.copyOf(hooks);
        this.keepsHost = keepsHost;
        replacement = new Replacement(ids, values);
        learning = new Learning(ids, values);
    }

    public LearnedValues values() {
        return values;
    }

    /** Returns the request to the target. */
    public OutgoingRequest prepare(Exchange exchange, Credentials credentials) throws HookException {
        RecordedRequest recorded = exchange.request();
        List<Field> fields = new ArrayList<>();
        boolean keeps = keepsHost && !recorded.authority().isEmpty();
        fields.add(new Field("Host", keeps ? recorded.authority() : address.authority()));
        for (Field field : recorded.fields()) {
            if (isSent(field, recorded.fields())) {
                fields.add(rewrite(field, credentials));
            }
        }
        boolean isFresh = values.isEmpty();
        OutgoingRequest request = new OutgoingRequest(
                address.name(),
                recorded.method(),
                exchange.route(),
                isFresh ? recorded.target() : replacement.target(recorded.target()),
                fields,
                isFresh ? recorded.body().content() : body(exchange));
        for (ReplayHook hook : hooks) {
            try {
                hook.beforeRequest(request);
            } catch (Throwable e) {
                throw new HookException(hook, e);
            }
        }
        return request;
    }

    private static boolean isSent(Field field, List<Field> all) {
        String name = field.name().toLowerCase(Locale.ROOT);
        if (DROPPED.contains(name) || !OutgoingRequest.isSendable(field)) {
            return false;
        }
        // Connection lists further hop-by-hop fields (RFC 9110 section 7.6.1).
        String connection = Field.first(all, "connection");
        return connection == null
                || Arrays.stream(connection.split(",", -1))
                        .noneMatch(option -> option.strip().equalsIgnoreCase(name));
    }

    private Field rewrite(Field field, Credentials credentials) {
        return switch (field.name().toLowerCase(Locale.ROOT)) {
            case "authorization" -> new Field(field.name(), authorization(field.value(), credentials));
            case "cookie" -> new Field(field.name(), cookies(field.value(), credentials));
            case "accept-encoding" -> new Field(field.name(), acceptEncoding(field.value()));
            case "origin", "referer" -> new Field(field.name(), ownUrl(field.value()));
            default -> {
                String found = values.replacement(LearnedValues.GLOBAL, field.value());
                yield found == null ? field : new Field(field.name(), found);
            }
        };
    }

    /** Replaces a bearer token. A value without a scheme may be a pseudonym of the whole value. */
    private String authorization(String recorded, Credentials credentials) {
        String whole = values.replacement(LearnedValues.GLOBAL, recorded);
        if (whole != null) {
            return whole;
        }
        boolean isBearer = recorded.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String token = isBearer ? recorded.substring(BEARER.length()).strip() : recorded;
        String found = isBearer ? values.replacement(LearnedValues.GLOBAL, token) : null;
        boolean mayBeToken = isBearer || recorded.indexOf(' ') < 0;
        if (found == null && mayBeToken && credentials.token() != null) {
            // The recording has an unknown pseudonym of the token. Other connections may need the mapping, too.
            found = credentials.token();
            values.learn(LearnedValues.GLOBAL, token, isBearer ? found : BEARER + found);
        }
        return found == null ? recorded : BEARER + found;
    }

    private String cookies(String recorded, Credentials credentials) {
        List<String> result = new ArrayList<>();
        for (String pair : recorded.split(";", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            String value = pair.substring(equals + 1).strip();
            String found = name.isEmpty() ? null : values.replacement(Learning.cookieScope(name), value);
            String own = found == null ? credentials.cookie(name) : null;
            if (own != null) {
                found = own;
                values.learn(Learning.cookieScope(name), value, own);
            }
            result.add(found == null ? pair.strip() : name + "=" + found);
        }
        return String.join("; ", result);
    }

    /** Removes codings that the replay cannot decode, because it must read the responses. */
    private static String acceptEncoding(String recorded) {
        String known = Arrays.stream(recorded.split(",", -1))
                .map(String::strip)
                .filter(coding ->
                        ContentCoding.isKnown(coding.replaceFirst(";.*", "").strip()))
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "identity" : known;
    }

    private String ownUrl(String recorded) {
        int scheme = recorded.indexOf("://");
        if (keepsHost || scheme < 0) {
            return recorded;
        }
        int path = recorded.indexOf('/', scheme + 3);
        return address + (path < 0 ? "" : recorded.substring(path));
    }

    private byte[] body(Exchange exchange) {
        RecordedRequest request = exchange.request();
        byte[] body = request.body().content();
        if (body.length == 0 || Field.first(request.fields(), "content-encoding") != null) {
            return body;
        }
        String thing = IdRules.thing(request.target());
        switch (BodyTree.Kind.of(Field.first(request.fields(), "content-type"))) {
            case JSON -> {
                JsonNode tree = bodies.read(exchange.route(), true, request.fields(), body);
                return tree != null && replacement.replaceIn(tree, "", thing) ? BodyTree.write(tree) : body;
            }
            case FORM -> {
                String form = new String(body, StandardCharsets.ISO_8859_1);
                return replacement.form(form, thing).getBytes(StandardCharsets.ISO_8859_1);
            }
            case PROTOBUF -> {
                byte[] result = bodies.rewriteProtobuf(
                        exchange.route(),
                        request.fields(),
                        body,
                        value -> replacement.of(value.name(), thing, value.text()));
                return result == null ? body : result;
            }
            default -> {
                return body;
            }
        }
    }

    /** Learns from a response. */
    public void learn(Exchange exchange, OutgoingRequest sent, ReceivedResponse received, Credentials credentials)
            throws HookException {
        RecordedResponse recorded = exchange.response();
        List<Field> before = recorded == null ? List.of() : recorded.fields();
        learning.learnCookies(before, received.fields(), credentials);
        if (recorded != null && isSuccess(recorded.status()) && isSuccess(received.status())) {
            String location = Field.first(before, "location");
            String other = Field.first(received.fields(), "location");
            if (location != null && other != null) {
                learning.learnLocation(location, other);
            }
            if (!SAFE.contains(exchange.request().method())) {
                learnBody(exchange, recorded, received, credentials);
            }
        }
        if (!hooks.isEmpty()) {
            callHooks(new HookedResponse(sent, recorded, received, values));
        }
    }

    /** Returns the ids and tokens in the recorded response. Later requests may need them. */
    public Set<String> created(Exchange exchange) {
        RecordedResponse recorded = exchange.response();
        if (recorded == null || !isSuccess(recorded.status())) {
            return Set.of();
        }
        CreatedValues created =
                new CreatedValues(ids, IdRules.thing(exchange.request().target()));
        for (Field field : recorded.fields()) {
            if (field.isNamed("set-cookie")) {
                created.add(Learning.cookieValue(field.value()));
            } else if (field.isNamed("location")) {
                created.addLocation(field.value());
            }
        }
        if (!SAFE.contains(exchange.request().method()) && recorded.body().isComplete()) {
            JsonNode tree = bodies.read(exchange.route(), false, recorded.fields(), decoded(recorded));
            if (tree != null) {
                created.addMembers(tree, "");
            }
        }
        return created.newTo(exchange.request());
    }

    private static byte[] decoded(RecordedResponse recorded) {
        String coding = Field.first(recorded.fields(), "content-encoding");
        return ContentCoding.decode(recorded.body().content(), coding, MOST_CONTENT);
    }

    private static boolean isSuccess(int status) {
        return status / 100 == 2 || status / 100 == 3;
    }

    private void learnBody(
            Exchange exchange, RecordedResponse recorded, ReceivedResponse received, Credentials credentials) {
        if (!recorded.body().isComplete() || !received.isComplete()) {
            return;
        }
        JsonNode before = bodies.read(exchange.route(), false, recorded.fields(), decoded(recorded));
        JsonNode after = bodies.read(exchange.route(), false, received.fields(), received.content(MOST_CONTENT));
        if (before != null && after != null) {
            learning.learn(before, after, "", IdRules.thing(exchange.request().target()), credentials);
        }
    }

    private void callHooks(HookedResponse response) throws HookException {
        for (ReplayHook hook : hooks) {
            try {
                hook.afterResponse(response);
            } catch (Throwable e) {
                throw new HookException(hook, e);
            }
        }
    }
}
