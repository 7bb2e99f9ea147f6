package dev.interlock.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Slice;
import dev.interlock.dispatch.RequestPath;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One request, read in place from the received bytes.
 *
 * <p>The request and every {@link Slice}, {@link Fields} and path from it are valid until the handler returns. If the
 * response is completed later, they are valid until then. After that every method throws {@link IllegalStateException}.
 * A request whose handler has returned its response serves another request, so do not keep it. To keep a value, copy
 * it: {@link Slice#copy()}, {@link Slice#toString()}. Not safe for use by several threads.
 */
public final class Request {
    private static final byte[] NONE = {};
    private static final byte[] CONTENT_TYPE = HttpHeader.CONTENT_TYPE.getBytes(US_ASCII);

    private static final int RETAINED_BYTES = 16 * 1024;

    private final int retainedBytes;
    private final RequestParameters parameters;
    private final RequestTrailers trailers = new RequestTrailers();
    private final RequestContext context = new RequestContext();
    private final RequestScopes scopes;
    private final Slice target = new Slice();
    private final Slice authority = new Slice();
    private final Slice queryString = new Slice();
    private final Slice contentType = new Slice();
    private final Slice body = new Slice();

    // Null if no engine handles requests.
    private @Nullable Router router;
    private int serverMaxBody = Integer.MAX_VALUE;

    // Null if no request is being handled.
    private @Nullable RequestHead head;
    private @Nullable RequestPath path;
    private @Nullable RouteInfo route;
    private @Nullable SocketAddress remoteAddress;
    private @Nullable StreamedBody streamedBody;
    /** Array that views may refer to between requests, or null. */
    private byte @Nullable [] lasting;

    /** Whether the object serves one request only. */
    private final boolean strict;
    /** Lease of the request in strict mode, or null. */
    private @Nullable Lease lease;

    /** Creates an object for any number of requests, one after the other. */
    public Request() {
        this(RETAINED_BYTES);
    }

    /**
     * Like {@link #Request()}.
     *
     * @param retainedBytes limit on the memory that all {@link RequestScoped} together keep for the next request;
     *     parameters have a second limit of the same size
     */
    public Request(int retainedBytes) {
        this(retainedBytes, true, FormSettings.DEFAULT);
    }

    /**
     * Like {@link #Request(int)}.
     *
     * @param reusing whether this object serves later requests. If not, it is in strict mode: it serves one request,
     *     and all objects from it throw after the end of the request
     * @param forms settings for forms and multipart bodies
     */
    public Request(int retainedBytes, boolean reusing, FormSettings forms) {
        scopes = new RequestScopes(reusing);
        strict = !reusing;
        this.retainedBytes = retainedBytes;
        parameters = new RequestParameters(forms);
    }

    /**
     * Called by the protocol engine, once.
     *
     * @param among router of the requests
     * @param maxBody body limit in bytes, for routes without their own
     * @param meter charged for memory that reading requests takes
     * @param random source of request ids, safe for use by several threads
     */
    public void attach(Router among, int maxBody, MemoryMeter meter, RandomGenerator random) {
        router = among;
        serverMaxBody = maxBody;
        scopes.meter(meter);
        parameters.meter(meter);
        trailers.meter(meter);
        context.random(random);
    }

    /**
     * Called by the protocol engine, once: sets the array from which most requests are read. It stays, so views may
     * refer to it.
     */
    public void lasting(byte[] array) {
        lasting = array;
        parameters.lasting(array);
    }

    /**
     * Called by the protocol engine: begins a request with a head and no body.
     *
     * @param route route of the request, or null if there is none
     */
    public void begin(RequestHead head, RequestPath path, @Nullable RouteInfo route, SocketAddress remoteAddress) {
        if (this.head != null) {
            // The data of the previous request must never be visible to this one, even if that request was not ended.
            end();
        }
        this.head = head;
        this.path = path;
        this.route = route;
        this.remoteAddress = remoteAddress;
        body.wrap(NONE, 0, 0);
        if (strict) {
            lend(head, path);
        }
    }

    private void lend(RequestHead received, RequestPath ownPath) {
        Lease newLease = new Lease();
        lease = newLease;
        newLease.handOut(this);
        parameters.lease(newLease);
        scopes.lease(newLease);
        ownPath.lease(newLease);
        RequestHead ownHead = new LentHead(newLease);
        ownHead.copyFrom(received, received.bytes(), 0);
        head = ownHead;
        describeIn(newLease);
    }

    /** Describes the request for the exceptions of a lease. */
    void describeIn(Lease other) {
        // Without its path, which may be secret.
        other.request(route == null ? "without a route" : route.toString());
    }

    /**
     * Called by the protocol engine: whether strict mode has ended this request. If so, the engine needs another one.
     */
    public boolean isOver() {
        return lease != null && lease.isEnded();
    }

    private <T> T handOut(T object) {
        return lease == null ? object : lease.handOut(object);
    }

    /**
     * Called by the protocol engine: begins this request as a copy that outlives the other one, with its own head and
     * no body.
     */
    public void begin(RequestHead ownHead, RequestPath ownPath, Request other) {
        begin(ownHead, ownPath, other.route, other.remoteAddress());
        context.copyFrom(other.context);
    }

    /** Called by the protocol engine: sets the body to the bytes from {@code from} to {@code to}. */
    public void body(byte[] bytes, int from, int to) {
        body.wrap(bytes, from, to - from);
    }

    /** Called by the protocol engine: sets a body that arrives while the handler runs. */
    public void body(StreamedBody streamed) {
        streamedBody = lease == null ? streamed : new LentBody(streamed, lease);
    }

    /** Called by the protocol engine: returns the object that takes the trailer fields while the body arrives. */
    public RequestTrailers receivedTrailers() {
        return trailers;
    }

    /**
     * Called by the protocol engine after the response: prevents code that still holds the request from reading the
     * next one.
     */
    public void end() {
        if (isOver()) {
            return;
        }
        if (strict && head != null) {
            head.reset(NONE);
        }
        head = null;
        path = null;
        route = null;
        remoteAddress = null;
        streamedBody = null;
        clearViews();
        if (lease != null) {
            // Ended first, because a later step may throw, and the objects must end in any case.
            lease.end();
        }
        trailers.clear();
        parameters.end(retainedBytes);
        context.clear();
        scopes.end(retainedBytes);
    }

    private void clearViews() {
        // The characters of the body also hold a reference to its array; this releases it.
        body.clear();
        // In strict mode, no later request can use them.
        if (lease == null) {
            target.clearUnless(lasting);
            authority.clearUnless(lasting);
            queryString.clearUnless(lasting);
            contentType.clearUnless(lasting);
        }
    }

    /** Called by the protocol engine: bytes that this object keeps for the next request. */
    public int retainedBytes() {
        return scopes.retainedBytes() + parameters.retainedBytes() + trailers.retainedBytes();
    }

    /** Called by the protocol engine between two requests: frees the retained memory. */
    public void giveUpRetained() {
        scopes.giveUp();
        parameters.giveUp();
        trailers.giveUp();
    }

    /**
     * Called by the binding: returns the object of the key, which belongs to this request until the end of the request.
     */
    public <T extends RequestScoped> T scoped(RequestKey<T> key) {
        received();
        return scopes.get(key);
    }

    /**
     * Id of the request. The log and the problem document of a failure contain it. If no filter has set an id, the
     * first call creates one of 16 random hexadecimal digits.
     */
    public String id() {
        return context().id();
    }

    /**
     * Sets the id of the request, for a filter that takes it from the client or a proxy.
     *
     * @throws IllegalArgumentException unless {@link RequestId#isValid} accepts it
     */
    public void id(String newId) {
        context().id(newId);
    }

    /** Request data for problem documents. Remains valid after the request. */
    public Occurrence occurrence() {
        RouteInfo current = route;
        return Occurrence.of(received(), id(), current != null && current.secretPath());
    }

    /** Method as sent, such as {@code GET}. For a HEAD request to a route of GET, it is HEAD. */
    public String method() {
        RequestHead current = received();
        int from = current.methodFrom();
        int number = HttpMethod.standard(current.bytes(), from, current.methodTo());
        return number >= 0
                ? HttpMethod.STANDARD.get(number)
                : new String(current.bytes(), from, current.methodTo() - from, US_ASCII);
    }

    /** Request target as sent, such as {@code /v1/orders/7?full=true}. */
    public Slice target() {
        RequestHead current = received();
        int from = current.targetFrom();
        return handOut(target.wrap(current.bytes(), from, current.targetTo() - from));
    }

    /** Path, split and decoded. */
    public RequestPath path() {
        return handOut(present(path));
    }

    /** Query without its question mark, and not decoded; empty if there is none. */
    public Slice queryString() {
        RequestHead current = received();
        int from = Math.max(0, current.queryFrom());
        return handOut(queryString.wrap(current.bytes(), from, Math.max(0, current.queryTo()) - from));
    }

    /**
     * Route of the request.
     *
     * @throws IllegalStateException when there is none. Handlers always have one, and filters may ask
     *     {@link #hasRoute()}
     */
    public RouteInfo route() {
        received();
        if (route == null) {
            throw new IllegalStateException("The request has no route. Tip: call hasRoute() first");
        }
        return route;
    }

    /** Whether the request has a route, even if the request is rejected. */
    public boolean hasRoute() {
        received();
        return route != null;
    }

    /**
     * Methods of the path, as the value of Allow (RFC 9110 section 10.2.1).
     *
     * @throws IllegalStateException when no server handles the request
     */
    public String allowedMethods() {
        RequestHead current = received();
        Router among = router;
        if (among == null) {
            throw new IllegalStateException("No server handles the request");
        }
        return among.allow(current.bytes(), current.pathFrom(), current.pathTo(), new RequestPath());
    }

    /** Limit on the bytes of the body: the limit of the route, or else of the server. */
    public int maxBody() {
        int own = route().maxBody();
        return own == RouteInfo.SERVER_LIMIT ? serverMaxBody : own;
    }

    /** Address of the peer, which may be a proxy. */
    public SocketAddress remoteAddress() {
        return present(remoteAddress);
    }

    /**
     * Scheme: {@code https} if the connection is secured by TLS, or else {@code http}. If a client uses another scheme
     * to a proxy, the proxy's header fields state it. A target in absolute-form does not change the scheme, because it
     * cannot secure a connection.
     */
    public String scheme() {
        return received().isSecure() ? "https" : "http";
    }

    /**
     * Host and port of the target URI as the client sent them (RFC 9110 section 7.2): {@code shop.example:8080}. They
     * come from the target if it is in absolute-form, or else from the Host field. Empty for a client of HTTP/1.0
     * that sent neither.
     */
    public Slice authority() {
        RequestHead current = received();
        int from = current.authorityFrom();
        return handOut(authority.wrap(current.bytes(), from, current.authorityTo() - from));
    }

    /** Version of HTTP that the client, or the last proxy, speaks. */
    public Protocol protocol() {
        return received().protocol();
    }

    /**
     * Parameters of the query with these names. They are decoded like form fields: a plus is a space.
     *
     * @throws HttpException 400 for a name, or the value of one of the names, that has a malformed escape or is not
     *     UTF-8
     */
    public Fields query(FieldNames names) {
        return handOut(parameters.query(received(), names));
    }

    /** Header fields with these names. Each line is one value: lists are not split at their commas. */
    public Fields headers(FieldNames names) {
        return handOut(parameters.headers(received(), names));
    }

    /**
     * Trailer fields with these names, which a client may send after a chunked body (RFC 9110 section 6.5). Each line
     * is one value. Fields that are only allowed in a header section, such as authorization or content-type, are
     * dropped (section 6.5.1). The limits on header fields apply to all trailer fields together.
     *
     * @throws IllegalStateException while the body arrives: a handler that streams it must first read it to its end
     */
    public Fields trailers(FieldNames names) {
        received();
        requireTrailers();
        return handOut(parameters.trailers(trailers, names));
    }

    /**
     * Value of the first trailer field with a name, or null. Non-ASCII bytes are read as ISO-8859-1.
     *
     * @throws IllegalStateException under the conditions of {@link #trailers}
     */
    public @Nullable String trailer(String name) {
        received();
        requireTrailers();
        return trailers.first(name);
    }

    private void requireTrailers() {
        if (!trailers.isComplete()) {
            throw new IllegalStateException("The trailer fields have not arrived. Tip: first read the body to its end");
        }
    }

    /** Cookies with these names. A malformed cookie (RFC 6265 section 4.1.1) counts as absent. */
    public Fields cookies(FieldNames names) {
        return handOut(parameters.cookies(received(), names));
    }

    /**
     * Fields with these names of an {@code application/x-www-form-urlencoded} body.
     *
     * @throws HttpException 400 for a name, or the value of one of the names, that has a malformed escape or is not
     *     UTF-8; 413 for too many fields; 415 for a charset other than UTF-8
     */
    public Fields form(FieldNames names) {
        return handOut(parameters.form(contentType(), body, names));
    }

    /**
     * Parts with these names of a {@code multipart/form-data} body. If the handler may block, this method reads the
     * body, once, and stores large parts in files. For any other handler, all parts are in memory.
     *
     * @throws HttpException 400 for a malformed or incomplete body, 413 for too many parts
     * @throws IllegalStateException when a body that can be read only once was read with other names before
     */
    public Parts parts(FieldNames names) {
        return handOut(parameters.parts(contentType(), body, streamedBody, names));
    }

    /** Body without transfer coding; empty if there is none. */
    public Slice body() {
        received();
        return handOut(body);
    }

    /**
     * Body while it arrives. Only for a route that streams it, or for a multipart body of a handler that may block.
     *
     * @throws IllegalStateException for any other route, whose body is complete before its handler is called
     */
    public StreamedBody streamedBody() {
        received();
        if (streamedBody == null) {
            throw new IllegalStateException("The body is already complete. Tip: call body()");
        }
        return handOut(streamedBody);
    }

    /** Value of Content-Type, or null if there is none. */
    public @Nullable Slice contentType() {
        RequestHead current = received();
        int field = current.find(CONTENT_TYPE);
        return field < 0 ? null : handOut(current.value(field, contentType));
    }

    /**
     * Called by generated code that reads several types: index of the body's type among the types of the route, or -1
     * for a body without a type.
     */
    public int representation() {
        Slice type = contentType();
        return type == null ? -1 : MediaTypes.indexOf(route().consumedRanges(), type);
    }

    /**
     * Value of the first header field with a name, or null. Non-ASCII bytes are read as ISO-8859-1, so that no byte is
     * lost. Allocates; a handler that declares a field as a parameter reads it without allocation.
     */
    public @Nullable String header(String name) {
        RequestHead current = received();
        int field = current.find(name.toLowerCase(Locale.ROOT).getBytes(ISO_8859_1));
        if (field < 0) {
            return null;
        }
        int from = current.valueFrom(field);
        return new String(current.bytes(), from, current.valueTo(field) - from, ISO_8859_1);
    }

    /**
     * Attribute that a filter set under a name, or null.
     *
     * @throws IllegalStateException when it is of another type
     */
    public <T> @Nullable T attribute(String name, Class<T> type) {
        return context().attributes().get(name, type);
    }

    /**
     * Sets an attribute for later filters and the handler.
     *
     * @param value the value, or null to remove the attribute
     */
    public void setAttribute(String name, @Nullable Object value) {
        context().attributes().set(name, value);
    }

    /** Authenticated caller, or null if no filter has set it. */
    public @Nullable Principal principal() {
        return context().principal();
    }

    /** Sets the authenticated caller; called by a filter that authenticates. */
    public void principal(Principal caller) {
        context().principal(caller);
    }

    /** Value that a filter set by {@link #challenge(String)}, or null. */
    public @Nullable String challenge() {
        return context().challenge();
    }

    /** Sets the WWW-Authenticate value of a 401 (RFC 9110 section 11.6.1), instead of the value in {@code @HttpApp}. */
    public void challenge(String value) {
        context().challenge(value);
    }

    /**
     * Received head, for code that must read fields without allocation. It must not be changed, and is valid only
     * during the request.
     */
    public RequestHead head() {
        return handOut(received());
    }

    /** Received head, for code that does not pass it on. */
    RequestHead received() {
        return present(head);
    }

    RequestContext context() {
        received();
        return context;
    }

    private <T> T present(@Nullable T value) {
        if (value == null) {
            throw ended();
        }
        return value;
    }

    private IllegalStateException ended() {
        if (lease != null && lease.isEnded()) {
            return lease.late(this);
        }
        return new IllegalStateException("The request was answered before and must not be used any more."
                + " Tip: copy what outlives the handler, such as request.body().copy()");
    }
}
