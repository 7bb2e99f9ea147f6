package dev.interlock.internal.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import dev.interlock.http.EntityTag;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Parts;
import dev.interlock.http.Principal;
import dev.interlock.http.Protocol;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.StreamedBody;
import dev.interlock.http.TlsConnection;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.forwarding.Origin;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.internal.negotiate.RouteTypes;
import dev.interlock.internal.syntax.HttpMethod;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Implementation of {@link Request}. Manages the parts of the request, their memory and their lifetime. The object
 * serves one request after another.
 */
public final class ReceivedRequest extends Request {
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

    private TrustedProxies proxies = TrustedProxies.NONE;
    // Null if the request does not belong to an engine.
    private @Nullable RouteTable table;
    private int serverMaxBody = Integer.MAX_VALUE;

    // Null while there is no request.
    private @Nullable ReceivedHead head;
    private @Nullable RequestPath path;
    private @Nullable RouteInfo route;
    /** Address from which the server received the request. */
    private @Nullable SocketAddress peer;
    /** Origin of the request as trusted proxies state it, or null before the first use. */
    private @Nullable Origin origin;

    private @Nullable StreamedBody streamedBody;
    /** Last exception of a filter, the handler or its stage, or null. */
    private @Nullable Throwable failure;
    /** Array that views may still reference between requests, or null. */
    private byte @Nullable [] lasting;

    /** Whether the object is in strict mode, and so serves only one request. */
    private final boolean strict;

    private final ResponseClaim claim = new ResponseClaim();
    /** Lease of the request in strict mode, or null. */
    private @Nullable Lease lease;

    /**
     * Returns the request as an object of this class. Only the server creates requests, so each request has this class.
     */
    public static ReceivedRequest of(Request request) {
        return (ReceivedRequest) request;
    }

    /** Creates an object for any number of requests, one after another. */
    public ReceivedRequest() {
        this(RETAINED_BYTES);
    }

    /**
     * Like {@link #ReceivedRequest()}.
     *
     * @param retainedBytes limit on the bytes that all {@link RequestScoped} objects together keep for the next
     *     request; the parameters together have the same limit
     */
    public ReceivedRequest(int retainedBytes) {
        this(retainedBytes, true, FormSettings.DEFAULT);
    }

    /**
     * Like {@link #ReceivedRequest(int)}.
     *
     * @param reusing whether this object serves later requests. If false, the object is in strict mode: it serves one
     *     request, and all objects of the request throw after its end
     * @param forms settings for forms and multipart bodies
     */
    public ReceivedRequest(int retainedBytes, boolean reusing, FormSettings forms) {
        scopes = new RequestScopes(reusing);
        strict = !reusing;
        this.retainedBytes = retainedBytes;
        parameters = new RequestParameters(forms);
    }

    /**
     * Connects this object with a server. Called once.
     *
     * @param among routes of the server
     * @param maxBody limit on the bytes of a body, for routes without a limit of their own
     * @param meter meter that is charged for the memory of received requests
     * @param random source of request ids, safe for use by several threads
     */
    public void attach(RouteTable among, int maxBody, MemoryMeter meter, RandomGenerator random) {
        table = among;
        serverMaxBody = maxBody;
        scopes.meter(meter);
        parameters.meter(meter);
        trailers.meter(meter);
        context.random(random);
    }

    /** Sets the proxies whose statements about clients the server trusts. Called once. */
    public void trust(TrustedProxies trusted) {
        proxies = trusted;
    }

    /**
     * Sets the array that contains the bytes of most requests. The array outlives each request, so unused views may
     * still reference it. Called once.
     */
    public void lasting(byte[] array) {
        lasting = array;
        parameters.lasting(array);
    }

    /**
     * Begins a request with a head and no body.
     *
     * @param route route of the request, or null if there is none
     * @param peer address from which the server received the request
     */
    public void begin(ReceivedHead head, RequestPath path, @Nullable RouteInfo route, SocketAddress peer) {
        if (this.head != null) {
            // The new request must never see data of the last request, even if nobody has ended that request.
            end();
        }
        this.head = head;
        this.path = path;
        this.route = route;
        this.peer = peer;
        body.wrap(NONE, 0, 0);
        if (strict) {
            lend(head, path);
        }
    }

    private void lend(ReceivedHead received, RequestPath ownPath) {
        Lease newLease = new Lease();
        lease = newLease;
        newLease.handOut(this);
        parameters.lease(newLease);
        scopes.lease(newLease);
        ownPath.lease(newLease);
        ReceivedHead ownHead = new LentHead(newLease);
        ownHead.copyFrom(received, received.bytes(), 0);
        head = ownHead;
        describeIn(newLease);
    }

    /** Describes the request for the exceptions of a lease. */
    void describeIn(Lease other) {
        // Without the path, because the path may be secret.
        other.request(route == null ? "without a route" : route.toString());
    }

    /** Returns whether the request has ended in strict mode. The engine then needs another request object. */
    public boolean isOver() {
        return lease != null && lease.isEnded();
    }

    private <T> T handOut(T object) {
        return lease == null ? object : lease.handOut(object);
    }

    /**
     * Begins this request as a copy of another request, with its own head and no body. The copy outlives the other
     * request.
     */
    public void begin(ReceivedHead ownHead, RequestPath ownPath, ReceivedRequest other) {
        begin(ownHead, ownPath, other.route, other.present(other.peer));
        context.copyFrom(other.context);
    }

    /**
     * Begins this request as a copy of a request that another thread uses. The copy has the same id: the id that
     * {@link #fixId} has created, or that a filter has set since then. An attribute that the other thread sets
     * meanwhile may be missing.
     */
    public void beginBeside(ReceivedHead ownHead, RequestPath ownPath, ReceivedRequest other, SocketAddress address) {
        begin(ownHead, ownPath, other.route, address);
        context.copyBeside(other.context);
    }

    /** Creates the id of the request if it has none, so that all copies have the same id. */
    public void fixId() {
        context().idSlice();
    }

    /** Returns the object that decides who makes the response to this request. */
    public ResponseClaim claim() {
        return claim;
    }

    /** Notes an exception of a filter, the handler or its stage. */
    public void failed(Throwable cause) {
        failure = cause;
    }

    /** Returns the last exception of a filter, the handler or its stage; null if there was none. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Sets the body to the bytes from {@code from} to {@code to}. */
    public void body(byte[] bytes, int from, int to) {
        body.wrap(bytes, from, to - from);
    }

    /** Sets a body that arrives while the handler runs. */
    public void body(StreamedBody streamed) {
        streamedBody = lease == null ? streamed : new LentBody(streamed, lease);
    }

    /** Returns the object that receives the trailer fields while the body arrives. */
    public RequestTrailers receivedTrailers() {
        return trailers;
    }

    /**
     * Ends the request after the response. Until the next request begins, each use of this object throws an exception.
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
        peer = null;
        origin = null;
        streamedBody = null;
        failure = null;
        clearViews();
        if (lease != null) {
            // Ends the lease first, because its objects must end even if a later step throws an exception.
            lease.end();
        }
        trailers.clear();
        parameters.end(retainedBytes);
        context.clear();
        scopes.end(retainedBytes);
    }

    private void clearViews() {
        // Also drops the reference to the array from the characters of the body.
        body.clear();
        // In strict mode, no later request can use the scopes.
        if (lease == null) {
            target.clearUnless(lasting);
            authority.clearUnless(lasting);
            queryString.clearUnless(lasting);
            contentType.clearUnless(lasting);
        }
    }

    /** Returns the bytes that this object keeps for the next request. */
    public int retainedBytes() {
        return scopes.retainedBytes() + parameters.retainedBytes() + trailers.retainedBytes();
    }

    /** Frees the retained memory. Called between two requests. */
    public void giveUpRetained() {
        scopes.giveUp();
        parameters.giveUp();
        trailers.giveUp();
    }

    @Override
    public <T extends RequestScoped> T scoped(RequestKey<T> key) {
        received();
        return scopes.get(key);
    }

    @Override
    public CharSequence idChars() {
        return handOut(context().idSlice()).chars();
    }

    @Override
    public String id() {
        return context().id();
    }

    /**
     * Sets the id to a range of the request's bytes, like {@link #setId(String)}. Allocates nothing. Filters call this.
     *
     * @throws IllegalArgumentException unless the id has 1 to 128 characters of visible ASCII
     */
    public void setId(byte[] bytes, int from, int to) {
        RequestId.requireValid(bytes, from, to);
        context().setId(bytes, from, to);
    }

    @Override
    public void setId(String newId) {
        context().setId(newId);
    }

    /** Returns the data about the request for problem documents. The data remains valid after the request. */
    public Occurrence occurrence() {
        RouteInfo current = route;
        return Occurrence.of(received(), id(), current != null && current.hasSecretPath());
    }

    @Override
    public String method() {
        ReceivedHead current = received();
        int from = current.methodFrom();
        int number = HttpMethod.standard(current.bytes(), from, current.methodTo());
        return number >= 0
                ? HttpMethod.STANDARD.get(number)
                : new String(current.bytes(), from, current.methodTo() - from, US_ASCII);
    }

    @Override
    public Slice target() {
        ReceivedHead current = received();
        int from = current.targetFrom();
        return handOut(target.wrap(current.bytes(), from, current.targetTo() - from));
    }

    @Override
    public RequestPath path() {
        return handOut(present(path));
    }

    @Override
    public Slice queryString() {
        ReceivedHead current = received();
        int from = Math.max(0, current.queryFrom());
        return handOut(queryString.wrap(current.bytes(), from, Math.max(0, current.queryTo()) - from));
    }

    @Override
    public RouteInfo route() {
        received();
        if (route == null) {
            throw new IllegalStateException("The request has no route. Tip: call hasRoute() first");
        }
        return route;
    }

    @Override
    public boolean hasRoute() {
        received();
        return route != null;
    }

    @Override
    public String allowedMethods() {
        ReceivedHead current = received();
        RouteTable among = table;
        if (among == null) {
            throw new IllegalStateException("No server handles the request");
        }
        return among.router().allow(current.bytes(), current.pathFrom(), current.pathTo(), new RequestPath());
    }

    @Override
    public int maxBody() {
        int own = route().maxBody();
        return own == RouteInfo.SERVER_LIMIT ? serverMaxBody : own;
    }

    @Override
    public SocketAddress remoteAddress() {
        return proxies.isEmpty() ? present(peer) : origin().client();
    }

    /** Returns the origin of the request. Called only if the server trusts proxies. */
    private Origin origin() {
        Origin known = origin;
        if (known == null) {
            known = proxies.originOf(received(), present(peer));
            origin = known;
        }
        return known;
    }

    @Override
    public String scheme() {
        ReceivedHead current = received();
        String stated = proxies.isEmpty() ? null : origin().scheme();
        if (stated != null) {
            return stated;
        }
        return current.isSecure() ? "https" : "http";
    }

    @Override
    public @Nullable TlsConnection tls() {
        return received().tls();
    }

    @Override
    public Slice authority() {
        ReceivedHead current = received();
        String stated = proxies.isEmpty() ? null : origin().authority();
        if (stated != null) {
            return handOut(authority.wrap(stated.getBytes(US_ASCII), 0, stated.length()));
        }
        int from = current.authorityFrom();
        return handOut(authority.wrap(current.bytes(), from, current.authorityTo() - from));
    }

    @Override
    public Protocol protocol() {
        return received().protocol();
    }

    @Override
    public Fields query(FieldNames names) {
        return handOut(parameters.query(received(), names));
    }

    @Override
    public Fields headers(FieldNames names) {
        return handOut(parameters.headers(received(), names));
    }

    @Override
    public Fields trailers(FieldNames names) {
        received();
        requireTrailers();
        return handOut(parameters.trailers(trailers, names));
    }

    @Override
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

    @Override
    public Fields cookies(FieldNames names) {
        return handOut(parameters.cookies(received(), names));
    }

    @Override
    public Fields form(FieldNames names) {
        return handOut(parameters.form(contentType(), body, names));
    }

    @Override
    public Parts parts(FieldNames names) {
        return handOut(parameters.parts(contentType(), body, streamedBody, names));
    }

    @Override
    public Slice body() {
        received();
        return handOut(body);
    }

    @Override
    public StreamedBody streamedBody() {
        received();
        if (streamedBody == null) {
            throw new IllegalStateException("The body is already complete. Tip: call body()");
        }
        return handOut(streamedBody);
    }

    @Override
    public @Nullable Slice contentType() {
        ReceivedHead current = received();
        int field = current.find(CONTENT_TYPE);
        return field < 0 ? null : handOut(current.value(field, contentType));
    }

    /** Returns the media types of the request's route. */
    public RouteTypes types() {
        RouteInfo current = route();
        RouteTable among = table;
        return among == null ? RouteTypes.of(current) : among.types(current);
    }

    @Override
    public boolean isNotModified(@Nullable EntityTag tag, @Nullable Instant lastModified) {
        return Conditions.isNotModified(received(), tag, lastModified);
    }

    @Override
    public void checkPreconditions(@Nullable EntityTag current) {
        Conditions.check(received(), current);
    }

    @Override
    public void requirePreconditions(@Nullable EntityTag current) {
        Conditions.require(received(), current);
    }

    @Override
    public @Nullable String header(String name) {
        ReceivedHead current = received();
        int field = current.find(name.toLowerCase(Locale.ROOT).getBytes(ISO_8859_1));
        if (field < 0) {
            return null;
        }
        int from = current.valueFrom(field);
        return new String(current.bytes(), from, current.valueTo(field) - from, ISO_8859_1);
    }

    @Override
    public <T> @Nullable T attribute(String name, Class<T> type) {
        return context().attributes().get(name, type);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        context().attributes().set(name, value);
    }

    @Override
    public @Nullable Principal principal() {
        return context().principal();
    }

    @Override
    public void setPrincipal(Principal caller) {
        context().setPrincipal(caller);
    }

    @Override
    public <T extends Principal> T principal(Class<T> type) {
        return Callers.require(context().principal(), type);
    }

    @Override
    public <T extends Principal> @Nullable T principalIfAny(Class<T> type) {
        Principal caller = context().principal();
        return type.isInstance(caller) ? type.cast(caller) : null;
    }

    @Override
    public Principal requirePrincipal() {
        return Callers.require(context().principal());
    }

    @Override
    public void requireRole(String... roles) {
        Callers.requireRole(context().principal(), roles);
    }

    @Override
    public @Nullable String challenge() {
        return context().challenge();
    }

    @Override
    public void setChallenge(String value) {
        context().setChallenge(value);
    }

    @Override
    public RequestHead head() {
        return handOut(received());
    }

    /** Returns the received head. The caller must not pass it on to the application. */
    public ReceivedHead received() {
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
