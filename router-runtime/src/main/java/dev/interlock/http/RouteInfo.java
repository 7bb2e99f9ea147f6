package dev.interlock.http;

import dev.interlock.internal.syntax.MediaRange;
import dev.interlock.internal.text.SecretNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Properties of a route. The server needs them before the body of a request arrives, for example to reject the request
 * or to limit the body. Immutable; generated code has one object for each route.
 */
public final class RouteInfo {
    /** Value of {@link #maxBody()} for a route without its own limit. */
    public static final int SERVER_LIMIT = -1;

    private final int number;
    private final String method;
    private final String template;
    private final String handler;
    // The fields change only in a new copy, before any other object refers to it.
    private int status = HttpStatus.OK;
    private int maxBody = SERVER_LIMIT;
    private @Nullable Duration timeout;
    private int maxConcurrent;
    private List<String> consumes = List.of();
    private List<String> produces = List.of();
    /** Media types of the responses as they were declared, with their parameters. */
    private List<String> contentTypes = List.of();

    private Execution execution = Execution.EVENT_LOOP;
    private boolean streamedBody;
    private boolean storedBody;
    private boolean essential;
    private boolean decodesBody;
    private List<Integer> variants = List.of();
    private boolean secretPath;
    /** Roles of the route; empty to accept every principal; null if callers need no principal. */
    private @Nullable List<String> roles;
    /** Secret fields of the messages of the body and of the result, or null if they are unknown. */
    private @Nullable List<String> secretsOfBody;

    private @Nullable List<String> secretsOfResult;

    private RouteInfo(int number, String method, String template, String handler) {
        this.number = number;
        this.method = method;
        this.template = template;
        this.handler = handler;
        secretPath = hasSecretVariable(template);
    }

    private static boolean hasSecretVariable(String template) {
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', open + 1)) {
            int end = open + 1;
            while (end < template.length() && template.charAt(end) != ':' && template.charAt(end) != '}') {
                end++;
            }
            if (SecretNames.isSecret(template.substring(open + 1, end))) {
                return true;
            }
        }
        return false;
    }

    private RouteInfo copy() {
        RouteInfo copy = new RouteInfo(number, method, template, handler);
        copy.status = status;
        copy.maxBody = maxBody;
        copy.timeout = timeout;
        copy.maxConcurrent = maxConcurrent;
        copy.consumes = consumes;
        copy.produces = produces;
        copy.contentTypes = contentTypes;
        copy.execution = execution;
        copy.streamedBody = streamedBody;
        copy.storedBody = storedBody;
        copy.essential = essential;
        copy.decodesBody = decodesBody;
        copy.variants = variants;
        copy.secretPath = secretPath;
        copy.roles = roles;
        copy.secretsOfBody = secretsOfBody;
        copy.secretsOfResult = secretsOfResult;
        return copy;
    }

    /**
     * Creates a route with status 200. It reads no body and declares no media types.
     *
     * @param number index in the list of the router's routes
     * @param method request method, such as {@code GET}
     * @param template path template, such as {@code /v1/orders/{id}}
     * @param handler class and method, such as {@code shop.Orders.find}
     */
    public static RouteInfo of(int number, String method, String template, String handler) {
        return new RouteInfo(number, method, template, handler);
    }

    /**
     * Returns a copy of this route that reads bodies of these types. {@code text/*} and {@code *}{@code /*} are ranges
     * of types.
     */
    public RouteInfo consumes(String... mediaTypes) {
        return consumes(List.of(mediaTypes));
    }

    /** Like {@link #consumes(String...)}. */
    public RouteInfo consumes(List<String> mediaTypes) {
        RouteInfo copy = copy();
        copy.consumes = names(MediaRange.listOf(mediaTypes));
        return copy;
    }

    /**
     * Returns a copy of this route whose responses have one of these types. Parameters, as in
     * {@code text/csv;charset=utf-8}, are sent with the type, but ignored when types are compared. For a range such as
     * {@code image/*}, the handler sets the type.
     */
    public RouteInfo produces(String... mediaTypes) {
        return produces(List.of(mediaTypes));
    }

    /** Like {@link #produces(String...)}. */
    public RouteInfo produces(List<String> mediaTypes) {
        RouteInfo copy = copy();
        copy.produces = names(MediaRange.withParameters(mediaTypes));
        copy.contentTypes = List.copyOf(mediaTypes);
        // Checks the parameters for control characters. Otherwise, the start of the server would fail.
        for (String type : mediaTypes) {
            FieldLine.of(HttpHeader.CONTENT_TYPE, type);
        }
        return copy;
    }

    // Uses a loop, because a stream would make each service load more classes when it starts.
    private static List<String> names(List<MediaRange> ranges) {
        List<String> names = new ArrayList<>(ranges.size());
        for (MediaRange range : ranges) {
            names.add(range.toString());
        }
        return List.copyOf(names);
    }

    /**
     * Returns a copy of this route with its own limit on the body.
     *
     * @param bytes limit, 0 to {@link Integer#MAX_VALUE}
     */
    public RouteInfo maxBody(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("A body cannot be limited to " + bytes + " bytes");
        }
        RouteInfo copy = copy();
        copy.maxBody = bytes;
        return copy;
    }

    /**
     * Returns a copy of this route whose exchanges have their own time limit.
     *
     * @param limit limit, or zero for none
     */
    public RouteInfo timeout(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("An exchange cannot be limited to " + limit);
        }
        RouteInfo copy = copy();
        copy.timeout = limit;
        return copy;
    }

    /**
     * Returns a copy of this route with a limit on its simultaneous exchanges.
     *
     * @param most limit, at least 1
     */
    public RouteInfo maxConcurrent(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A route cannot have " + most + " exchanges at a time");
        }
        RouteInfo copy = copy();
        copy.maxConcurrent = most;
        return copy;
    }

    /** Returns a copy of this route with another default status. */
    public RouteInfo status(int code) {
        RouteInfo copy = copy();
        copy.status = code;
        return copy;
    }

    /** Returns a copy of this route with another execution of its handler. */
    public RouteInfo execution(Execution where) {
        RouteInfo copy = copy();
        copy.execution = where;
        return copy;
    }

    /**
     * Returns a copy of this route with or without a streamed body. The handler of a route with a streamed body is
     * called before the body is complete, and may read the body while it arrives.
     *
     * @param streamed whether the body is streamed; not with {@link Execution#EVENT_LOOP}
     */
    public RouteInfo streamedBody(boolean streamed) {
        RouteInfo copy = copy();
        copy.streamedBody = streamed;
        return copy;
    }

    /**
     * Returns a copy of this route that does or does not store the body. The handler of a route that stores the body is
     * called once the body is complete. A large body is stored in a file. The handler reads the body by
     * {@link StreamedBody#inputStream()}.
     *
     * @param stored whether to store the body; only with {@link Execution#BLOCKING} and {@link #streamedBody(boolean)}
     */
    public RouteInfo storedBody(boolean stored) {
        RouteInfo copy = copy();
        copy.storedBody = stored;
        return copy;
    }

    /** Returns a copy of this route that the server serves, or does not serve, while it sheds load. */
    public RouteInfo essential(boolean always) {
        RouteInfo copy = copy();
        copy.essential = always;
        return copy;
    }

    /** Returns a copy of this route with or without a filter that decodes content codings of the body. */
    public RouteInfo decodesBody(boolean decodes) {
        RouteInfo copy = copy();
        copy.decodesBody = decodes;
        return copy;
    }

    /**
     * Returns a copy of this route that represents several routes with the same method and paths. The media types of a
     * request select one of them.
     *
     * @param others numbers of the other routes, in order of preference after this one
     */
    public RouteInfo variants(int... others) {
        RouteInfo copy = copy();
        List<Integer> numbers = new ArrayList<>(others.length);
        for (int other : others) {
            numbers.add(other);
        }
        copy.variants = List.copyOf(numbers);
        return copy;
    }

    /**
     * Returns a copy of this route whose path holds a secret, so that no problem document shows the path. Not needed
     * for a route with a variable whose {@linkplain dev.interlock.annotation.Secret name} marks a secret.
     */
    public RouteInfo withSecretPath() {
        RouteInfo copy = copy();
        copy.secretPath = true;
        return copy;
    }

    /**
     * Returns a copy of this route that only callers with a principal may call. This only describes the route:
     * generated code checks the caller.
     *
     * @param names roles, one of which the caller must have; none to accept every principal
     */
    public RouteInfo withRoles(String... names) {
        RouteInfo copy = copy();
        copy.roles = List.of(names);
        return copy;
    }

    /**
     * Returns a copy of this route whose body is a protobuf message with these secret fields. Recordings redact them.
     * Generated code calls this for fields with the option {@code (interlock.redact)}.
     *
     * @param messages message types, the type of the body first; empty if no field is secret. Each text lists the
     *     fields of one type that are secret or contain a secret, separated by spaces: {@code
     *     4/cardNumber/card_number=text 5/items/items[]>1}. A field has its number, its name in JSON and its name in
     *     the {@code .proto} file. {@code []} marks a repeated field, and <code>{}</code> a map. {@code =text}, {@code
     *     =number} and {@code =other} mark a secret by its type, and {@code >1} refers to the type with index 1
     */
    public RouteInfo withSecretsOfBody(String... messages) {
        RouteInfo copy = copy();
        copy.secretsOfBody = List.of(messages);
        return copy;
    }

    /** Like {@link #withSecretsOfBody}, for the message of the response. */
    public RouteInfo withSecretsOfResult(String... messages) {
        RouteInfo copy = copy();
        copy.secretsOfResult = List.of(messages);
        return copy;
    }

    public int number() {
        return number;
    }

    public String method() {
        return method;
    }

    public String template() {
        return template;
    }

    public String handler() {
        return handler;
    }

    /** Returns the default status of the route's responses. */
    public int status() {
        return status;
    }

    /** Returns the limit on the body in bytes, or {@link #SERVER_LIMIT}. */
    public int maxBody() {
        return maxBody;
    }

    /** Returns the time limit of exchanges: zero for no limit, or null for the server's limit. */
    public @Nullable Duration timeout() {
        return timeout;
    }

    /** Returns the limit on simultaneous exchanges of the route, or 0 for no limit. */
    public int maxConcurrent() {
        return maxConcurrent;
    }

    /** Returns where the handler runs, and when its response is complete. */
    public Execution execution() {
        return execution;
    }

    /** Whether the handler reads the body by {@link Request#streamedBody()}. */
    public boolean streamedBody() {
        return streamedBody;
    }

    /** Whether the handler is called only once its streamed body is complete. */
    public boolean storedBody() {
        return storedBody;
    }

    /** Whether the route is served while the server sheds load. */
    public boolean essential() {
        return essential;
    }

    /** Whether a filter decodes content codings of the body. If not, a body with a coding is rejected. */
    public boolean decodesBody() {
        return decodesBody;
    }

    /** Whether the path holds a secret. */
    public boolean hasSecretPath() {
        return secretPath;
    }

    /** Whether anyone may call the route, because it has no {@code @Roles}. */
    public boolean isOpen() {
        return roles == null;
    }

    /** Returns the roles of {@code @Roles}; empty if the route is open, or accepts every principal. */
    public List<String> roles() {
        return roles == null ? List.of() : roles;
    }

    /**
     * Returns the secret fields of the body, in the format of {@link #withSecretsOfBody}, or null if the body is not a
     * protobuf message or its fields are unknown.
     */
    public @Nullable List<String> secretsOfBody() {
        return secretsOfBody;
    }

    /** Returns the secret fields of the response, like {@link #secretsOfBody()}. */
    public @Nullable List<String> secretsOfResult() {
        return secretsOfResult;
    }

    /** Whether the route reads a body of some type. */
    public boolean readsBody() {
        return !consumes.isEmpty();
    }

    /** Returns the media types of the bodies that the route reads; empty if it ignores bodies. */
    public List<String> consumes() {
        return consumes;
    }

    /** Returns the media types of the responses, without parameters; empty if none are declared. */
    public List<String> produces() {
        return produces;
    }

    /** Returns the media types of the responses with their parameters, in the order of {@link #produces()}. */
    public List<String> contentTypes() {
        return contentTypes;
    }

    /** Returns the numbers of the other routes that this one represents, in order of preference. */
    public List<Integer> variants() {
        return variants;
    }

    /** Returns the name of the route in logs: {@code GET /v1/orders/{id}}. */
    @Override
    public String toString() {
        return method + " " + template;
    }
}
