package dev.interlock.internal.engine;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Problem;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.ReceivedRequest;
import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Objects that the connections of one endpoint share on an event loop: buffers, idle exchanges, and the request and
 * response for a handler that runs on the loop. Only one connection uses them at a time. Used only by the thread of the
 * loop.
 */
public final class LoopScratch {
    /** Empty head, used in place of a malformed head. */
    private static final ReceivedHead NO_HEAD = new ReceivedHead();

    /** Empty path of requests that no handler sees, and of copies. */
    private static final RequestPath NO_PATH = new RequestPath();

    private final LoopContext loop;
    private final byte[] input;
    private final InputArrays arrays;
    private final ByteWriter received;
    private final ExchangePool exchanges;
    private final ExchangeRecords records = new ExchangeRecords();
    /** Limit on the size of the buffers that the request and the response keep for the next request. */
    private final int retained;

    private ReceivedRequest request;
    private EncodedResponse response;

    LoopScratch(LoopContext loop) {
        this(
                loop,
                new byte[InputArrays.READ_BYTES + Inbound.SLACK],
                new InputArrays(
                        loop.service().memory(), loop.service().retained().bodyBytes()),
                new ByteWriter(0));
    }

    /** Creates the objects for a further endpoint. They share the buffers of the main endpoint. */
    LoopScratch(LoopContext loop, LoopScratch main) {
        this(loop, main.input, main.arrays, main.received);
    }

    private LoopScratch(LoopContext loop, byte[] input, InputArrays arrays, ByteWriter received) {
        this.loop = loop;
        this.input = input;
        this.arrays = arrays;
        this.received = received;
        retained = loop.service().retained().bodyBytes();
        exchanges = new ExchangePool(loop);
        request = newRequest();
        response = new EncodedResponse(retained, loop.reusing());
    }

    private ReceivedRequest newRequest() {
        Service service = loop.service();
        ReceivedRequest fresh = new ReceivedRequest(retained, loop.reusing(), service.forms());
        fresh.attach(service.routes(), service.maxBody(), service.memory(), service.random());
        fresh.trust(service.proxies());
        fresh.lasting(input);
        return fresh;
    }

    /** Returns the array for received bytes, which are parsed in place. */
    byte[] input() {
        return input;
    }

    /** Returns the arrays that connections borrow for unconsumed bytes. */
    InputArrays arrays() {
        return arrays;
    }

    /** Returns the buffer that collects the bytes of one read of a streamed body. It is empty between uses. */
    public ByteWriter received() {
        return received;
    }

    /** Returns the pool of idle exchanges. */
    public ExchangePool exchanges() {
        return exchanges;
    }

    /** Returns the pool of idle records of exchanges. */
    ExchangeRecords records() {
        return records;
    }

    /** Returns the request for the handler that runs on the event loop. */
    public ReceivedRequest request() {
        if (request.isOver()) {
            request = newRequest();
        }
        return request;
    }

    /** Begins the {@link #request()} for a malformed head, and returns this request. The caller must end it. */
    public ReceivedRequest requestWithoutHead(SocketAddress remoteAddress) {
        ReceivedRequest current = request();
        current.begin(NO_HEAD, emptyPath(), null, remoteAddress);
        return current;
    }

    private RequestPath emptyPath() {
        return loop.reusing() ? NO_PATH : new RequestPath();
    }

    /**
     * Copies the parts of the current request that a response may need after the request has ended.
     *
     * @param from index of the first byte of the head
     * @param to index after the last byte of the head
     */
    ReceivedRequest copy(ReceivedRequest current, int from, int to) {
        ReceivedHead read = current.received();
        ReceivedHead head = new ReceivedHead();
        byte[] bytes = Arrays.copyOfRange(read.bytes(), from, to + Inbound.SLACK);
        head.copyFrom(read, bytes, -from);
        ReceivedRequest copy = new ReceivedRequest(0);
        Service service = loop.service();
        copy.attach(service.routes(), service.maxBody(), service.memory(), service.random());
        copy.trust(service.proxies());
        copy.begin(head, NO_PATH, current);
        return copy;
    }

    /**
     * Copies the parts of a request that a response needs. A handler on another thread may use the request at the same
     * time.
     *
     * @param headLength length of the head in bytes
     */
    public ReceivedRequest copyBeside(ReceivedRequest running, int headLength, SocketAddress remoteAddress) {
        ReceivedHead read = running.received();
        ReceivedHead head = new ReceivedHead();
        head.copyFrom(read, Arrays.copyOf(read.bytes(), headLength + Inbound.SLACK), 0);
        ReceivedRequest copy = new ReceivedRequest(0);
        Service service = loop.service();
        copy.attach(service.routes(), service.maxBody(), service.memory(), service.random());
        copy.trust(service.proxies());
        copy.beginBeside(head, NO_PATH, running, remoteAddress);
        return copy;
    }

    /**
     * Completes the {@link #response()} to a request without its handler.
     *
     * @param route route of the request, or null
     * @param problem reason of the rejection, or null if the response has its final content already
     */
    public void answer(
            ReceivedHead head, @Nullable RouteInfo route, SocketAddress remoteAddress, @Nullable Problem problem) {
        ReceivedRequest current = request();
        current.begin(head, emptyPath(), route, remoteAddress);
        try {
            loop.service().handlerCall().answer(route, problem, current, response());
        } finally {
            current.end();
        }
    }

    /** Returns the response for the handler that runs on the event loop. It is reset between uses. */
    public EncodedResponse response() {
        if (response.isOver()) {
            response = new EncodedResponse(retained, loop.reusing());
        }
        return response;
    }
}
