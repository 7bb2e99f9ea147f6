package dev.interlock.internal.engine;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.dispatch.RequestPath;
import dev.interlock.http.Problem;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Objects that the connections of one event loop share, because only one connection uses them at a time: buffers, the
 * request and the response of a handler that responds at once, and idle exchanges. Used by the thread of the loop
 * alone.
 */
public final class LoopScratch {
    /** Head of a request that could not be read. */
    private static final RequestHead NO_HEAD = new RequestHead();

    /** Path of a request without a handler. */
    private static final RequestPath NO_PATH = new RequestPath();

    private final LoopContext loop;
    private final byte[] input = new byte[InputArrays.READ_BYTES + Inbound.SLACK];
    private final InputArrays arrays;
    private final ByteWriter received = new ByteWriter(0);
    private final ExchangePool exchanges;
    private final ExchangeRecords records = new ExchangeRecords();
    /** Bytes of a response that an allocation-free handler may reuse. */
    private final int retained;

    private Request request;
    private Response response;

    LoopScratch(LoopContext loop) {
        this.loop = loop;
        Service service = loop.service();
        retained = service.retained().bodyBytes();
        arrays = new InputArrays(service.memory(), retained);
        exchanges = new ExchangePool(loop);
        request = newRequest();
        response = new Response(retained, loop.reusing());
    }

    private Request newRequest() {
        Service service = loop.service();
        Request fresh = new Request(retained, loop.reusing(), service.forms());
        fresh.attach(service.router(), service.maxBody(), service.memory(), service.random());
        fresh.lasting(input);
        return fresh;
    }

    /** Array for received bytes, which are parsed in place. */
    byte[] input() {
        return input;
    }

    /** Lends arrays to connections for bytes that they have not consumed. */
    InputArrays arrays() {
        return arrays;
    }

    /** Buffer that joins the bytes of one read of a streamed body; empty between uses. */
    public ByteWriter received() {
        return received;
    }

    /** Idle exchanges. */
    public ExchangePool exchanges() {
        return exchanges;
    }

    /** Idle records of exchanges. */
    ExchangeRecords records() {
        return records;
    }

    /** Request of the running handler. */
    public Request request() {
        if (request.isOver()) {
            request = newRequest();
        }
        return request;
    }

    /** The {@link #request()}, begun as a request that could not be read. The caller must end it. */
    public Request requestWithoutHead(SocketAddress remoteAddress) {
        Request current = request();
        current.begin(NO_HEAD, emptyPath(), null, remoteAddress);
        return current;
    }

    private RequestPath emptyPath() {
        return loop.reusing() ? NO_PATH : new RequestPath();
    }

    /**
     * Copies the parts of the current request that responses may need after it is over.
     *
     * @param from index of the first byte of the head
     * @param to index after the last byte of the head
     */
    Request copy(Request current, int from, int to) {
        RequestHead read = current.head();
        RequestHead head = new RequestHead();
        byte[] bytes = Arrays.copyOfRange(read.bytes(), from, to + Inbound.SLACK);
        head.copyFrom(read, bytes, -from);
        Request copy = new Request(0);
        Service service = loop.service();
        copy.attach(service.router(), service.maxBody(), service.memory(), service.random());
        copy.begin(head, NO_PATH, current);
        return copy;
    }

    /**
     * Completes the {@link #response()} to a request that no handler sees.
     *
     * @param route route of the request, or null
     * @param problem reason of the rejection, or null if the response is complete
     */
    public void answer(
            RequestHead head, @Nullable RouteInfo route, SocketAddress remoteAddress, @Nullable Problem problem) {
        Request current = request();
        current.begin(head, emptyPath(), route, remoteAddress);
        try {
            loop.service().handlerCall().answer(route, problem, current, response());
        } finally {
            current.end();
        }
    }

    /** Current response; reset between uses. */
    public Response response() {
        if (response.isOver()) {
            response = new Response(retained, loop.reusing());
        }
        return response;
    }
}
