package dev.interlock.http;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import java.net.SocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request, read in place from the received bytes.
 *
 * <p>The request, and every {@link Slice}, {@link Fields} and path that it returns, is valid until the handler returns.
 * If the handler returns a stage, they are valid until the response is complete. After that, every method throws
 * {@link IllegalStateException} until a later request reuses the object, so do not keep it. To keep a value, copy it:
 * {@link Slice#copy()}, {@link Slice#toString()}. Not safe for use by several threads. Only the server creates
 * requests.
 */
public abstract class Request {
    /** Called by the server. */
    protected Request() {}

    /**
     * Returns the object of a key. The object belongs to this request until the request ends. Called by generated code
     * and codecs.
     */
    public abstract <T extends RequestScoped> T scoped(RequestKey<T> key);

    /**
     * Returns the id of the request. The log and the problem document of a failure contain it. If no filter has set an
     * id, the first call creates an id of 16 random hexadecimal digits.
     */
    public abstract String id();

    /**
     * Like {@link #id()}, but allocates nothing. The characters are valid until the request ends or gets another id.
     */
    public abstract CharSequence idChars();

    /**
     * Sets the id of the request. Call this in a filter that takes the id from the client or a proxy.
     *
     * @throws IllegalArgumentException unless the id has 1 to 128 characters of visible ASCII
     */
    public abstract void setId(String newId);

    /**
     * Returns the method as sent, such as {@code GET}. For a HEAD request that a GET route handles, the method is HEAD.
     */
    public abstract String method();

    /** Returns the request target as sent, such as {@code /v1/orders/7?full=true}. */
    public abstract Slice target();

    /** Returns the path, split into segments and percent-decoded. */
    public abstract RequestPath path();

    /** Returns the query without its question mark, and not decoded; empty if there is none. */
    public abstract Slice queryString();

    /**
     * Returns the route of the request.
     *
     * @throws IllegalStateException if the request has no route. A filter can check {@link #hasRoute()}; in a handler,
     *     the request always has a route
     */
    public abstract RouteInfo route();

    /**
     * Whether the path and method of the request have a route. This does not depend on whether the request is rejected.
     */
    public abstract boolean hasRoute();

    /**
     * Returns the methods that the routes of the path allow, as the value of Allow (RFC 9110 section 10.2.1).
     *
     * @throws IllegalStateException if the request does not come from a server
     */
    public abstract String allowedMethods();

    /** Returns the limit on the body in bytes: the limit of the route, or else the limit of the server. */
    public abstract int maxBody();

    /**
     * Returns the address of the client. Behind a proxy, this is the address that the proxy states if the server trusts
     * it (settings {@code trustedProxies} and {@code proxyProtocol}), or else the address of the proxy. A client of a
     * unix domain socket has a {@link java.net.UnixDomainSocketAddress} with the path of the socket.
     */
    public abstract SocketAddress remoteAddress();

    /**
     * Returns the scheme of the connection: {@code https} if TLS secures the connection, or else {@code http}. Behind a
     * proxy that the server trusts, this is the scheme that the client used, as the proxy states it. The scheme of a
     * target in absolute-form does not count, because it does not secure the connection.
     */
    public abstract String scheme();

    /**
     * Returns the TLS of the connection to the server, or null if it has none. Behind a proxy, this is the connection
     * of the proxy.
     */
    public abstract @Nullable TlsConnection tls();

    /**
     * Returns the host and port of the target URI as the client sent them (RFC 9110 section 7.2):
     * {@code shop.example:8080}. They come from a proxy that the server trusts, from a target in absolute-form, or else
     * from the Host field. Empty if none of these states them, which is possible only in HTTP/1.0.
     */
    public abstract Slice authority();

    /** Returns the version of HTTP that the client, or the last proxy, speaks. */
    public abstract Protocol protocol();

    /**
     * Returns the parameters of the query with these names. They are decoded like form fields: a plus is a space.
     *
     * @throws HttpException 400 if a name, or a value with one of these names, has a malformed escape or is not UTF-8
     */
    public abstract Fields query(FieldNames names);

    /** Returns the header fields with these names. Each line is one value: lists are not split at their commas. */
    public abstract Fields headers(FieldNames names);

    /**
     * Returns the trailer fields with these names, which a client may send after a chunked body (RFC 9110 section 6.5).
     * Each line is one value. Fields that are only allowed in a header section, such as authorization or content-type,
     * are dropped (section 6.5.1). The server's limits on header fields also apply to all trailer fields together.
     *
     * @throws IllegalStateException if the body is not complete yet. A handler that streams the body must first read it
     *     to its end
     */
    public abstract Fields trailers(FieldNames names);

    /**
     * Returns the value of the first trailer field with a name, or null. Non-ASCII bytes are read as ISO-8859-1.
     *
     * @throws IllegalStateException under the conditions of {@link #trailers}
     */
    public abstract @Nullable String trailer(String name);

    /** Returns the cookies with these names. A malformed cookie (RFC 6265 section 4.1.1) counts as absent. */
    public abstract Fields cookies(FieldNames names);

    /**
     * Returns the fields with these names of an {@code application/x-www-form-urlencoded} body.
     *
     * @throws HttpException 400 if a name, or a value with one of these names, has a malformed escape or is not UTF-8;
     *     413 for too many fields; 415 for a charset other than UTF-8
     */
    public abstract Fields form(FieldNames names);

    /**
     * Returns the parts with these names of a {@code multipart/form-data} body. For a handler that may block, this
     * method reads the body once and stores large parts in files. For any other handler, all parts are in memory.
     *
     * @throws HttpException 400 for a malformed or incomplete body, 413 for too many parts
     * @throws IllegalStateException if the body was already read with other names, and can be read only once
     */
    public abstract Parts parts(FieldNames names);

    /** Returns the body, after any transfer coding was removed; empty if the request has no body. */
    public abstract Slice body();

    /**
     * Returns the body, which can be read while it arrives. Only for a route that streams the body, or for a multipart
     * body of a handler that may block.
     *
     * @throws IllegalStateException for any other route, whose body is complete before its handler is called
     */
    public abstract StreamedBody streamedBody();

    /** Returns the value of Content-Type, or null if there is none. */
    public abstract @Nullable Slice contentType();

    /**
     * Returns the value of the first header field with a name, or null. Non-ASCII bytes are read as ISO-8859-1, so that
     * no byte is lost. This method allocates. A handler with a parameter for the field can read it without allocation.
     */
    public abstract @Nullable String header(String name);

    /**
     * Returns the value of the attribute that a filter has set, or null.
     *
     * @throws IllegalStateException if the value has another type
     */
    public abstract <T> @Nullable T attribute(String name, Class<T> type);

    /**
     * Sets an attribute for later filters and the handler.
     *
     * @param value the value, or null to remove the attribute
     */
    public abstract void setAttribute(String name, @Nullable Object value);

    /** Returns the authenticated caller, or null if no filter has set one. */
    public abstract @Nullable Principal principal();

    /** Sets the authenticated caller; called by a filter that authenticates. */
    public abstract void setPrincipal(Principal caller);

    /**
     * Returns the caller, for a handler that requires one.
     *
     * @throws HttpException 401 if the request has no principal, 403 if the principal has another class
     */
    public abstract <T extends Principal> T principal(Class<T> type);

    /**
     * Returns the caller, for a handler that does not require one. Returns null if the request has no principal of this
     * class.
     */
    public abstract <T extends Principal> @Nullable T principalIfAny(Class<T> type);

    /**
     * Checks that the caller is authenticated, and returns the caller. For {@code @Roles({})}, generated code calls
     * this method before the handler. Allocates nothing for a caller who passes.
     *
     * @throws HttpException 401 if the request has no principal
     */
    public abstract Principal requirePrincipal();

    /**
     * Checks that the caller has one of these roles. Without roles, any authenticated caller passes. For
     * {@code @Roles}, generated code calls this method before the handler. For a caller who passes, allocates only the
     * array of roles.
     *
     * @throws HttpException 401 for a request without a principal, 403 for a principal with none of the roles
     */
    public abstract void requireRole(String... roles);

    /** Returns the WWW-Authenticate value that a filter has set by {@link #setChallenge}, or null. */
    public abstract @Nullable String challenge();

    /**
     * Sets the WWW-Authenticate value for a response 401 (RFC 9110 section 11.6.1). It replaces the value in
     * {@code @HttpApp}.
     */
    public abstract void setChallenge(String value);

    /**
     * Returns the received head, for code that must read fields without allocation. The bytes of the head must not be
     * changed. The head is valid until the handler returns.
     */
    public abstract RequestHead head();

    /**
     * Evaluates the preconditions of the request for an existing representation (RFC 9110 section 13): If-Match,
     * If-Unmodified-Since, If-None-Match and If-Modified-Since, in the order of section 13.2.2. Files and {@code @ETag}
     * evaluate them automatically.
     *
     * @param tag tag of the representation; null if it has none
     * @param lastModified time of the last change; null if it is unknown
     * @return true if the client has the current representation, so that the response is 304
     * @throws HttpException 412 if the client expects another state
     */
    public abstract boolean isNotModified(@Nullable EntityTag tag, @Nullable Instant lastModified);

    /**
     * Checks the preconditions before a handler changes a resource, so that the handler does not overwrite a change of
     * another client. Returns normally if the client expects the current state, or states no expectation.
     *
     * @param current tag of the current state; null if the resource does not exist yet. With {@code If-None-Match: *},
     *     a client states that it expects no resource
     * @throws HttpException 412 if the client expects another state
     */
    public abstract void checkPreconditions(@Nullable EntityTag current);

    /**
     * Like {@link #checkPreconditions}, for a resource that only clients with a precondition may change.
     *
     * @throws HttpException 428 if the request has no precondition (RFC 6585 section 3); 412 if the client expects
     *     another state
     */
    public abstract void requirePreconditions(@Nullable EntityTag current);
}
