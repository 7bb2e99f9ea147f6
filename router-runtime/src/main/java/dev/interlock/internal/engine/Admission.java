package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Problem;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.negotiate.ContentEncoding;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.internal.negotiate.RouteTypes;
import dev.interlock.internal.negotiate.Variants;
import dev.interlock.internal.syntax.HttpMethod;
import dev.interlock.observe.RejectionReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request before its body is read, or completes a response without a handler. The checks run in
 * the order of their responses: 501, 400, 404, 405, the response to OPTIONS, 308, 417, 415, 406, 413.
 */
public final class Admission {
    /** Result of {@link #decide} if the response is complete and no handler is called. */
    public static final int ANSWERED = -1;

    private static final FieldLine VARY = FieldLine.of(HttpHeader.VARY, HttpHeader.ACCEPT);
    private static final byte[] CONTENT_TYPE = HttpHeader.CONTENT_TYPE.getBytes(US_ASCII);

    private final RouteTable routes;
    private final Router router;
    private final int maxBody;
    private final Slice contentType = new Slice();

    /** Route of the last request, or null. A rejected request may have a route too. */
    private @Nullable RouteInfo route;

    private @Nullable Problem problem;
    private @Nullable RejectionReason rejection;

    /** @param maxBody limit on the bytes of a body, for routes without a limit of their own */
    public Admission(RouteTable routes, int maxBody) {
        this.routes = routes;
        router = routes.router();
        this.maxBody = maxBody;
    }

    /**
     * Decides about a request.
     *
     * @param method number of the method from {@link #method}
     * @param path receives the split and decoded path if the request has a route
     * @param response receives status and fields if the request is not for a handler; the caller adds the {@link
     *     #problem} as its body
     * @return the number of the route, or {@link #ANSWERED}
     */
    public int decide(int method, ReceivedHead head, BodyFraming framing, RequestPath path, EncodedResponse response) {
        route = null;
        problem = null;
        rejection = null;
        if (method < 0) {
            return refuse(501, "The server does not support the method");
        }
        if (method == HttpMethod.OPTIONS && isOfServer(head)) {
            return options(response, router.allowAll());
        }
        int number = router.resolve(method, head.bytes(), head.pathFrom(), head.pathTo(), path);
        if (number < 0) {
            return withoutRoute(number, head, path, response);
        }
        RouteInfo found = router.route(number);
        route = found;
        if (framing.expectsUnknown()) {
            return refuse(417, "The only supported expectation is 100-continue");
        }
        Variants variants = routes.variants(number);
        return variants == null ? admitted(found, head, framing, response) : chosen(variants, head, framing, response);
    }

    /** Drops the references to the request's bytes, so that their array can be freed. */
    public void forget() {
        contentType.wrap(InputArrays.NONE, 0, 0);
    }

    /** Returns the route of the last request, or null if it had no route. A rejected request may have a route too. */
    public @Nullable RouteInfo route() {
        return route;
    }

    /** Returns the problem document of the last request, or null if the request was not rejected. */
    public @Nullable Problem problem() {
        return problem;
    }

    /** Returns the rejection of the last request for listeners, or null if the request was not rejected. */
    public @Nullable RejectionReason rejection() {
        return rejection;
    }

    /** Returns the number of the method, or -1 if no route has the method. */
    public int method(ReceivedHead head) {
        return router.method(head.bytes(), head.methodFrom(), head.methodTo());
    }

    /** Returns the limit on the bytes of a request body for the route. */
    public int maxBody(RouteInfo route) {
        return route.maxBody() == RouteInfo.SERVER_LIMIT ? maxBody : route.maxBody();
    }

    /** Returns whether an OPTIONS request is for the server: its target is an asterisk, or a host without a path. */
    private static boolean isOfServer(ReceivedHead head) {
        int length = head.pathTo() - head.pathFrom();
        return length == 0 || (length == 1 && head.bytes()[head.pathFrom()] == '*');
    }

    private int withoutRoute(int reason, ReceivedHead head, RequestPath path, EncodedResponse response) {
        return switch (reason) {
            case Router.OPTIONS -> options(response, allow(head, path));
            case Router.REDIRECT -> {
                response.status(HttpStatus.PERMANENT_REDIRECT).header(HttpHeader.LOCATION, RedirectLocation.of(head));
                yield ANSWERED;
            }
            case Router.METHOD_NOT_ALLOWED -> {
                String allow = allow(head, path);
                response.header(HttpHeader.ALLOW, allow);
                yield refuse(405, "The path supports " + allow);
            }
            case Router.BAD_PATH -> refuse(400, "The path is malformed");
            default -> refuse(404, "There is nothing at this path");
        };
    }

    private String allow(ReceivedHead head, RequestPath path) {
        return router.allow(head.bytes(), head.pathFrom(), head.pathTo(), path);
    }

    private static int options(EncodedResponse response, String allow) {
        response.status(HttpStatus.NO_CONTENT).header(HttpHeader.ALLOW, allow);
        return ANSWERED;
    }

    private int admitted(RouteInfo route, ReceivedHead head, BodyFraming framing, EncodedResponse response) {
        RouteTypes types = routes.types(route);
        if (framing.hasBody() && !types.consumes(contentType(head))) {
            return refuseBody(response, route.consumes());
        }
        if (isEncoded(route, head, framing)) {
            return refuseCoding(response);
        }
        if (!types.areAcceptedBy(head)) {
            return refuseResponse(response, route.produces());
        }
        return limited(route, framing);
    }

    private int chosen(Variants variants, ReceivedHead head, BodyFraming framing, EncodedResponse response) {
        Slice type = contentType(head);
        int number = variants.choose(head, type, framing.hasBody());
        return switch (number) {
            case Variants.UNREADABLE -> refuseBody(response, variants.consumes());
            case Variants.UNACCEPTABLE -> refuseResponse(response, variants.produces(type, framing.hasBody()));
            default -> {
                RouteInfo variant = router.route(number);
                route = variant;
                yield isEncoded(variant, head, framing) ? refuseCoding(response) : limited(variant, framing);
            }
        };
    }

    private static boolean isEncoded(RouteInfo route, ReceivedHead head, BodyFraming framing) {
        return framing.hasBody() && route.readsBody() && !route.decodesBody() && ContentEncoding.isPresent(head);
    }

    private int limited(RouteInfo route, BodyFraming framing) {
        return framing.length() > maxBody(route)
                ? refuse(413, "The body may have " + maxBody(route) + " bytes")
                : route.number();
    }

    private int refuseCoding(EncodedResponse response) {
        response.header(HttpHeader.ACCEPT_ENCODING, "identity");
        return refuse(415, "The body must have no content coding");
    }

    private int refuseBody(EncodedResponse response, List<String> types) {
        String readable = String.join(", ", types);
        // RFC 9110 section 15.5.16: Accept lists the supported media types.
        response.header(HttpHeader.ACCEPT, readable);
        return refuse(415, "The body must be " + readable);
    }

    private int refuseResponse(EncodedResponse response, List<String> types) {
        response.addIfNew(VARY);
        return refuse(406, "The response can only be " + String.join(", ", types));
    }

    private @Nullable Slice contentType(ReceivedHead head) {
        int field = head.find(CONTENT_TYPE);
        return field < 0 ? null : head.value(field, contentType);
    }

    /**
     * Rejects the last request after its route was found.
     *
     * @param response receives the fields of the rejection; the caller adds the {@link #problem} as its body
     */
    public void reject(Rejection rejection, EncodedResponse response) {
        problem = problem(rejection, response);
        this.rejection = rejection.reason();
    }

    /**
     * Returns the problem document of a rejected request.
     *
     * @param response receives the fields of the rejection
     */
    public static Problem problem(Rejection rejection, EncodedResponse response) {
        if (rejection.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.header(HttpHeader.RETRY_AFTER, ServerRejection.RETRY_AFTER_SECONDS);
        }
        return Problem.of(rejection.status()).detail(rejection.detail());
    }

    private int refuse(int status, String detail) {
        problem = Problem.of(status).detail(detail);
        rejection = reason(status);
        return ANSWERED;
    }

    private static RejectionReason reason(int status) {
        return switch (status) {
            case HttpStatus.NOT_FOUND -> RejectionReason.UNKNOWN_PATH;
            case HttpStatus.METHOD_NOT_ALLOWED -> RejectionReason.METHOD_NOT_ALLOWED;
            case HttpStatus.NOT_ACCEPTABLE -> RejectionReason.NOT_ACCEPTABLE;
            case HttpStatus.CONTENT_TOO_LARGE -> RejectionReason.TOO_LARGE;
            case HttpStatus.UNSUPPORTED_MEDIA_TYPE -> RejectionReason.UNSUPPORTED_MEDIA_TYPE;
            case HttpStatus.EXPECTATION_FAILED -> RejectionReason.UNSUPPORTED;
            case HttpStatus.NOT_IMPLEMENTED -> RejectionReason.UNKNOWN_METHOD;
            default -> RejectionReason.MALFORMED;
        };
    }
}
