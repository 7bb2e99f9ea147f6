package dev.interlock.internal.engine;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Problem;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.InterimSink;
import dev.interlock.internal.message.ReceivedHead;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.FieldSection;
import dev.interlock.log.LogText;
import dev.interlock.observe.RejectionReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Request and response that cannot be completed in the step that reads the head: the body has still to arrive, or the
 * handler completes later or on another thread. The exchange has its own copy of the head, so the connection can
 * continue to read.
 *
 * <p>Used by the thread of its event loop, except {@link #callAndReturn}, {@link #toLoop}, {@link #isInLoop} and {@link
 * #sendInterim}, which any thread may call. From {@link #start()} until the handler returns, request and response
 * belong to the handler.
 *
 * <p>An exchange comes from the pool of its loop. It returns there after both the owner and the handler have finished.
 * Code of the application may keep objects for longer, so it gets a {@link StageListener} or a {@link BlockingCall} for
 * one request, never the exchange.
 */
public final class Exchange implements StageListener.Target, StoredBody.Owner, InterimSink {
    private static final Logger LOG = ServerLog.of(Exchange.class);

    private static final int RETAINED_HEAD = 16 * 1024;

    /** Estimated bytes of the objects of an exchange, without its arrays. */
    private static final int OBJECT_BYTES = 3 * 1024;

    /**
     * Memory of the objects that read a body, per byte of the body. For example, a number of one byte may become a word
     * of eight bytes.
     */
    private static final int SCOPED_PER_BODY = 8;

    private final LoopContext loop;
    private final ExchangePool pool;
    /** Limit on the size of the body buffer that the exchange keeps for the next request. */
    private final int retained;

    private final ReceivedHead head = new ReceivedHead();
    private final RequestPath path = new RequestPath();
    private final ReceivedRequest request;
    private final EncodedResponse response;
    private final ByteWriter headBytes = new ByteWriter(0);
    private final ByteWriter body = new ByteWriter(0);
    private final Runnable returned = this::returned;
    private final Runnable completed = this::completedLater;
    private final Runnable callAndReturn = this::callAndReturn;
    private final LoopTask returnedLater = new LoopTask() {
        @Override
        protected void perform() {
            step(returned);
        }
    };

    /** Heap that the request and the response hold. */
    private final HeldMemory memory;

    // Route, or null while the exchange is idle.
    private @Nullable RouteInfo route;
    /**
     * Owner of the exchange. Null while the exchange is idle, or if the connection closes before the handler has
     * returned.
     */
    private @Nullable ExchangeOwner owner;

    private @Nullable RequestStream stream;
    /** Record for the listeners of the server. Null while the exchange is idle, or if there are no listeners. */
    private @Nullable ExchangeRecord record;
    /** Whether the listeners were notified that the handler has returned. */
    private boolean returnNoted;
    /** Stored body, or null if the route does not store bodies. */
    private @Nullable StoredBody stored;
    /** Whether the exchange counts as a stream. */
    private boolean streaming;
    /**
     * Whether code other than the handler took part in the response. That code may use the request even after the
     * response, for example after a time limit. No part of this exchange may then serve the next request, which may
     * belong to another client.
     */
    private boolean outlived;
    /** Number of requests that the exchange has served. */
    private int served;
    /** Whether the handler was called and the response is not complete yet. */
    private boolean running;
    /** Call of a blocking handler that the executor has received, or null. */
    private @Nullable BlockingCall call;
    /** Whether the executor still holds the call although the server has responded. */
    private boolean queued;
    /** Listener of the awaited stage, or null. */
    private @Nullable StageListener awaited;
    /** Listener that received the result of the awaited stage, or null. */
    private @Nullable StageListener outcome;

    private final ExchangeTimer timer = new ExchangeTimer();
    /** Time at which the handler was called, or at which its call was passed to the executor. */
    private long begun;
    /** Whether the adaptive limit counts the handler. */
    private boolean working;

    /** @param pool pool to which the exchange returns after its end */
    Exchange(LoopContext loop, ExchangePool pool) {
        this.loop = loop;
        this.pool = pool;
        memory = new HeldMemory(loop.service().memory());
        retained = loop.service().retained().bodyBytes();
        request = new ReceivedRequest(
                SCOPED_PER_BODY * retained, loop.reusing(), loop.service().forms());
        response = new EncodedResponse(retained, loop.reusing());
        request.attach(
                loop.service().routes(),
                loop.service().maxBody(),
                memory,
                loop.service().random());
        request.trust(loop.service().proxies());
    }

    /**
     * Charges the budget with the initial memory of the exchange.
     *
     * @param read the request's head
     * @param headLength length of the head in bytes
     * @param bodyLength number of bytes of the body that have arrived
     * @param always whether the route is essential
     * @return false if the budget has no room; the exchange must then not be used
     */
    public boolean reserve(ReceivedHead read, int headLength, int bodyLength, boolean always) {
        int headRoom = headLength + Inbound.SLACK;
        long least = read.extraBytes() + budget().arrayBytes(headRoom) + budget().arrayBytes(bodyLength);
        long pooled = Math.max(head.extraBytes(), read.extraBytes())
                + budget().arrayBytes(Math.max(headBytes.array().length, headRoom))
                + budget().arrayBytes(Math.max(body.array().length, bodyLength))
                + budget().arrayBytes(response.body().array().length)
                + request.retainedBytes();
        if (pooled > least && pooled > budget().heap().limit() - budget().heap().used()) {
            // The arrays that earlier requests have left do not fit into the budget.
            head.giveUpFields();
            headBytes.clear(0);
            body.clear(0);
            response.body().clear(0);
            request.giveUpRetained();
            pooled = least;
        }
        memory.begin(always, response.body().array().length);
        return memory.charge(OBJECT_BYTES + pooled);
    }

    /**
     * Makes room for further bytes of a gathered body.
     *
     * @param most limit on the bytes of the body; room for later bytes is added only up to this limit
     * @return false if the budget has no room
     */
    public boolean makeRoom(int more, int most) {
        int capacity = body.array().length;
        int wanted = body.length() + more;
        if (wanted <= capacity) {
            return true;
        }
        int grown = (int) Math.max(wanted, Math.min(most, 2L * capacity));
        // Both arrays exist while the bytes are copied.
        if (!memory.charge(budget().arrayBytes(grown))) {
            return false;
        }
        body.growTo(grown);
        memory.giveBack(budget().arrayBytes(capacity));
        return true;
    }

    private MemoryBudget budget() {
        return loop.service().memory();
    }

    /** Returns the bytes of heap that would be free as soon as the connection closes. */
    public long reclaimableBytes() {
        boolean waits = call != null && call.isWaiting();
        return running && !waits ? 0 : memory.reclaimableBytes();
    }

    /**
     * Begins the exchange of a request whose head was read.
     *
     * @param readPath split and decoded path of the request
     * @param from index of the first byte of the head
     * @param to index after the last byte of the head
     * @param counted whether the request counts as a stream
     * @param observation observation of the request
     */
    public void begin(
            ExchangeOwner newOwner,
            RouteInfo info,
            ReceivedHead read,
            RequestPath readPath,
            int from,
            int to,
            boolean counted,
            ExchangeObservation observation) {
        // This comes first: if a later statement fails, the end of the exchange still subtracts the stream from the
        // count.
        streaming = counted;
        record = observation.record();
        returnNoted = false;
        if (record != null) {
            // The exchange may end after the listeners' last event, for example if a blocking handler still runs.
            record.hold();
        }
        owner = newOwner;
        route = info;
        headBytes.growTo(to - from + Inbound.SLACK);
        headBytes.append(read.bytes(), from, to);
        head.copyFrom(read, headBytes.array(), -from);
        path.copyFrom(readPath, read.bytes(), headBytes.array(), -from);
        request.begin(head, path, info, newOwner.remoteAddress());
        request.claim().reset();
        if (newOwner.takesInterimResponses()) {
            response.interims(this);
        }
        stored = info.storedBody() ? new StoredBody(loop, this, body, memory) : null;
    }

    /** Returns the buffer of a gathered body, which the handler receives as a whole. */
    public ByteWriter body() {
        return body;
    }

    public ReceivedRequest request() {
        return request;
    }

    EncodedResponse response() {
        return response;
    }

    public RouteInfo route() {
        if (route == null) {
            throw new IllegalStateException("The exchange is at rest");
        }
        return route;
    }

    /** Returns whether the exchange stores a large body in a file. */
    public boolean storesBody() {
        return stored != null;
    }

    /** Returns whether the exchange must write the received bytes to the file before it takes more. */
    public boolean isBodyFull() {
        return stored != null && stored.isFull();
    }

    /** Processes further bytes of the body. */
    public void bodyArrived() {
        if (stored != null) {
            stored.arrived();
        }
    }

    /** Handles the end of the body. */
    public void bodyEnded() {
        if (stored == null) {
            start();
        } else {
            stored.end();
        }
    }

    /** Continues to receive the body after a part was written to the file. */
    @Override
    public void receiveOn() {
        if (owner != null) {
            owner.advanced();
        }
    }

    /** Rejects the request, because a part of the body could not be written to the file. */
    @Override
    public void storingFailed() {
        if (owner != null) {
            owner.storingFailed();
        }
    }

    /** Handles an unexpected failure to receive the body. */
    @Override
    public void receivingFailed(Throwable cause) {
        if (owner != null) {
            owner.receivingFailed(cause);
        }
    }

    /** Calls the handler with a body that is still arriving. */
    public void start(RequestStream arriving) {
        stream = arriving;
        arriving.observe(record);
        request.body(arriving);
        start();
    }

    /** Calls the handler with the received body, or passes the call to the executor. */
    @Override
    public void start() {
        if (stored == null) {
            request.body(body.array(), 0, body.length());
        } else {
            request.body(stored);
        }
        running = true;
        begun = loop.nanoTime();
        timer.begin(loop.service().limits().exchangeNanos(route()), begun);
        working = route().execution() != Execution.EVENT_LOOP;
        if (working) {
            loop.service().limits().adaptive().begin();
        }
        if (route().execution() != Execution.BLOCKING) {
            try {
                call();
            } finally {
                returned();
            }
            return;
        }
        BlockingCall dispatched = null;
        try {
            request.fixId();
            dispatched = new BlockingCall(callAndReturn, loop.service().inFlight());
            call = dispatched;
            loop.service().blocking().execute(dispatched);
        } catch (Throwable e) {
            // An OutOfMemoryError may mean that the system cannot start another thread.
            LOG.warn("{} did not run: its executor rejected it", route(), LogText.of(e));
            if (dispatched == null || dispatched.withdraw()) {
                if (record != null) {
                    record.rejected(RejectionReason.NO_THREAD);
                }
                answer(Problem.of(HttpStatus.SERVICE_UNAVAILABLE).detail("The server is busy"));
                endWork(false);
                returned();
            }
        }
    }

    /** Makes the response in place of a handler that will not be called. */
    private void answer(Problem problem) {
        CodeScope outer = loop.scope().open(record);
        try {
            loop.service().handlerCall().answer(route(), problem, request, response);
        } finally {
            loop.scope().close(outer);
        }
    }

    /** Calls the handler on a thread that may block. */
    private void callAndReturn() {
        try {
            call();
        } finally {
            toLoop(returnedLater);
        }
    }

    private void call() {
        ThreadScope scope = scope();
        CodeScope outer = scope.open(record);
        try {
            outlived |= !loop.service().handlerCall().run(route(), request, response, memory);
            if (route().execution() == Execution.BLOCKING) {
                waitForFilters();
            }
        } catch (Throwable failure) {
            unanswerable(failure);
        } finally {
            observeFailure();
            scope.close(outer);
            observeReturn();
        }
    }

    /** Returns the scope of the current thread. */
    private ThreadScope scope() {
        ExchangeRecord observed = record;
        // If no listener observes scopes, the scope of the loop is never open, so any thread may read it.
        return observed == null || !observed.isObserved() || loop.isInLoop() ? loop.scope() : observed.scopeOfThread();
    }

    /** Waits on the blocking thread until the filters have decided. */
    private void waitForFilters() {
        while (response.suspension().isWaiting()) {
            // If the wait is interrupted, earlier stages may continue, and may use the request after its end.
            outlived = true;
            BlockingWait wait = BlockingWait.of(response.awaited());
            resume(wait.value(), wait.failure());
        }
    }

    /** Continues with the decision of a filter. */
    private void resume(@Nullable Object value, @Nullable Throwable failure) {
        loop.service().handlerCall().resume(route(), request, response, memory, value, failure);
    }

    /** Notes the exception that the handler has thrown, unless the server has responded in place of the handler. */
    private void observeFailure() {
        ExchangeRecord observed = record;
        Throwable failure = request.failure();
        if (observed != null && failure != null && !request.claim().isByServer()) {
            observed.failed(failure);
        }
    }

    private void observeReturn() {
        ExchangeRecord observed = record;
        // A request that waits for a filter has not reached its handler yet.
        if (observed != null && !returnNoted && !response.suspension().isWaiting()) {
            returnNoted = true;
            observed.handlerReturned();
        }
    }

    /**
     * Makes an empty response with status 500, because even the response to a failure could not be made. Without a
     * response, the client would wait for ever, and the exchange would stay in flight.
     */
    private void unanswerable(Throwable failure) {
        response.reset();
        response.status(HttpStatus.INTERNAL_SERVER_ERROR);
        LOG.error("Writing a response of {} failed: {}", route, failure.getClass());
    }

    /** Continues after the handler has returned. The response is complete, or a stage will complete it. */
    private void returned() {
        call = null;
        CompletionStage<?> stage = response.awaited();
        if (stage == null) {
            answered();
        } else if (request.claim().isByServer()) {
            outlived = true;
            cancel(stage);
            StageCancellation.releaseValue(stage);
            answered();
        } else {
            if (owner == null) {
                cancel(stage);
            }
            await(stage);
        }
    }

    /**
     * Checks the time limit.
     *
     * @param now current time of {@link LoopContext#nanoTime}
     * @param receiving whether the body still arrives
     */
    public void tick(long now, boolean receiving) {
        RequestStream arriving = stream;
        if (receiving && arriving != null) {
            // While the body arrives, the time limit counts only the time in which the handler takes no bytes. Other
            // limits apply to a client that sends none.
            timer.renew(arriving.isFull() ? arriving.handedOnNanos() : now);
        }
        if (running && timer.isOver(now)) {
            expire();
        }
    }

    /** Responds in place of the handler, and cancels its work. */
    private void expire() {
        ExchangeOwner waiting = owner;
        BlockingCall called = call;
        ExchangeTimeoutException late = new ExchangeTimeoutException();
        if (waiting == null) {
            return;
        }
        if (awaited != null && request.claim().byServer()) {
            waiting.timedOut();
            // The abandoned work may still use the request and the response.
            waiting.respondBeside(request, headBytes.length(), late);
        } else if (called != null && called.cancel()) {
            waiting.timedOut();
            logTimeout();
            // The executor still holds the call. The exchange counts as in flight until the executor drops the call.
            queued = true;
            answer(late.problem());
            answered();
        } else if (called != null && request.claim().byServer()) {
            waiting.timedOut();
            loop.service().limits().adaptive().late(loop.nanoTime());
            waiting.respondBeside(request, headBytes.length(), late);
        }
    }

    private void logTimeout() {
        loop.service().handlerCall().logTimeout(route, request.id(), loop.nanoTime());
    }

    /** Cancels the awaited stage, and ignores its result. */
    private void abandonStage() {
        CompletionStage<?> stage = response.awaited();
        awaited = null;
        outcome = null;
        if (stage != null) {
            cancel(stage);
        }
    }

    /**
     * Cancels a stage. The scope of the exchange is open meanwhile, because dependent stages may run code of the
     * application.
     */
    private void cancel(CompletionStage<?> stage) {
        CodeScope outer = loop.scope().open(record);
        try {
            StageCancellation.cancel(stage);
        } finally {
            loop.scope().close(outer);
        }
    }

    /**
     * Cancels the work of the handler, because the client has left or the server has responded in place of the handler.
     */
    private void cancelWork() {
        request.claim().clientLeft();
        if (awaited != null) {
            // The stage may ignore its cancellation, so the exchange does not wait for it.
            outlived = true;
            abandonStage();
            if (request.claim().isByServer()) {
                response.endWait();
                observeReturn();
                answered();
            } else {
                completed(null, new ConnectionClosedException());
            }
        } else if (call != null) {
            RequestStream unread = stream;
            if (unread != null && request.claim().isByServer()) {
                unread.discard();
            }
            call.interrupt();
        }
    }

    private void await(CompletionStage<?> stage) {
        Object value;
        Throwable failure = null;
        try {
            CompletableFuture<?> future = StageListener.future(stage);
            if (future != null && future.isDone() && !future.isCompletedExceptionally()) {
                value = future.getNow(null);
            } else {
                StageListener listener = new StageListener(this);
                awaited = listener;
                if (!(future == null ? listenTo(stage, listener) : listener.listenTo(future))) {
                    return;
                }
                awaited = null;
                value = listener.value();
                failure = listener.failure();
            }
        } catch (Throwable e) {
            value = null;
            failure = e;
        }
        completed(value, failure);
    }

    /** Listens to a stage of a class of the application. Returns whether the stage has already completed. */
    private boolean listenTo(CompletionStage<?> stage, StageListener listener) {
        CodeScope outer = loop.scope().open(record);
        try {
            return listener.listenTo(stage);
        } finally {
            loop.scope().close(outer);
        }
    }

    /** Completes the response, because the awaited stage has completed after the handler returned. */
    @Override
    public void completedLater(StageListener listener) {
        if (listener != awaited) {
            listener.discard();
            return;
        }
        awaited = null;
        outlived = true;
        outcome = listener;
        step(completed);
    }

    private void completedLater() {
        StageListener listener = outcome;
        if (listener != null) {
            outcome = null;
            completed(listener.value(), listener.failure());
        }
    }

    private void completed(@Nullable Object value, @Nullable Throwable failure) {
        boolean wasCancelled = owner == null && StageCancellation.isBehind(failure);
        Throwable cause = wasCancelled ? new ConnectionClosedException() : failure;
        if (response.suspension().isWaiting()) {
            decided(value, cause);
            return;
        }
        CodeScope outer = loop.scope().open(record);
        try {
            loop.service().handlerCall().complete(route(), request, response, memory, value, cause);
        } catch (Throwable thrown) {
            unanswerable(thrown);
        } finally {
            observeFailure();
            loop.scope().close(outer);
            answered();
        }
    }

    /** Continues with the decision of a filter, on the event loop. */
    private void decided(@Nullable Object value, @Nullable Throwable failure) {
        CodeScope outer = loop.scope().open(record);
        try {
            resume(value, failure);
        } catch (Throwable thrown) {
            unanswerable(thrown);
        } finally {
            observeFailure();
            loop.scope().close(outer);
            observeReturn();
            returned();
        }
    }

    /** Runs a task on the event loop. If the task fails, the connection closes. */
    @Override
    public void step(Runnable task) {
        ExchangeOwner waiting = owner;
        if (waiting == null) {
            task.run();
        } else {
            waiting.run(task);
        }
    }

    @Override
    public void sendInterim(int status, FieldSection fields) {
        if (loop.isInLoop()) {
            sendInterim(served, status, fields);
        } else {
            loop.execute(new Interim(served, status, FieldSection.copyOf(fields)));
        }
    }

    /** Sends an interim response. Does nothing if the client has left or the response is complete. */
    private void sendInterim(int number, int status, FieldSection fields) {
        ExchangeOwner waiting = owner;
        if (number == served && running && waiting != null) {
            waiting.sendInterim(status, fields);
        }
    }

    /** Task of the event loop that sends an interim response. A thread of the application creates it. */
    private final class Interim extends LoopTask {
        /** Number of the request. If the task runs late, the exchange may already serve another request. */
        private final int number;

        private final int status;
        private final FieldSection fields;

        Interim(int number, int status, FieldSection fields) {
            this.number = number;
            this.status = status;
            this.fields = fields;
        }

        @Override
        protected void perform() {
            step(() -> sendInterim(number, status, fields));
        }
    }

    @Override
    public boolean isInLoop() {
        return loop.isInLoop();
    }

    /** Performs a task on the event loop. */
    @Override
    public void toLoop(LoopTask task) {
        if (!loop.execute(task)) {
            // The server closed before the handler completed. No client waits for the response any more.
            response.discardBody();
        }
    }

    private void answered() {
        running = false;
        // If the handler reads the body while the body arrives, its latency includes waits for the client.
        endWork(owner != null && stream == null);
        outlived |= response.content() instanceof Content.Stream;
        ExchangeOwner waiting = owner;
        if (waiting == null) {
            rest();
        } else {
            waiting.responded(response);
        }
    }

    /** @param isSample whether the latency of the handler shows the load of the server */
    private void endWork(boolean isSample) {
        AdaptiveLimit limit = loop.service().limits().adaptive();
        if (working && limit.isOn()) {
            long now = loop.nanoTime();
            limit.end(now - begun, isSample, now);
        }
        working = false;
    }

    /** Ends the exchange for its owner. The response was sent, or will never be sent. */
    public void end() {
        owner = null;
        BlockingCall waiting = call;
        if (queued) {
            restInFlight();
        } else if (!running) {
            rest();
        } else if (waiting != null && waiting.cancel()) {
            running = false;
            restInFlight();
        } else {
            cancelWork();
        }
    }

    /**
     * Returns the bytes that the exchange keeps for the next request. The number is constant while the exchange is
     * idle.
     */
    int retainedBytes() {
        return head.extraBytes()
                + headBytes.array().length
                + body.array().length
                + response.body().array().length
                + request.retainedBytes();
    }

    private void rest() {
        if (stored == null || !stored.keepsPlace()) {
            loop.service().inFlight().leave();
        }
        restInFlight();
    }

    /** Frees all objects of the exchange, but leaves the exchange counted as in flight. */
    private void restInFlight() {
        served++;
        endWork(false);
        RouteInfo over = route;
        route = null;
        if (over != null) {
            loop.service().limits().routes().leave(over);
        }
        call = null;
        awaited = null;
        queued = false;
        if (streaming) {
            streaming = false;
            loop.service().streams().leave();
        }
        try {
            discardBodies();
        } finally {
            try {
                request.end();
            } finally {
                try {
                    response.end();
                } finally {
                    memory.giveBackAll();
                    forgetRecord();
                }
            }
        }
        // If a part could not be freed, the code above has thrown, and the exchange does not return to the pool.
        if (!outlived && loop.reusing()) {
            path.trim();
            head.forget();
            headBytes.clear(RETAINED_HEAD);
            body.clear(retained);
            pool.give(this);
        }
    }

    private void forgetRecord() {
        ExchangeRecord over = record;
        record = null;
        if (over != null) {
            over.release();
        }
    }

    private void discardBodies() {
        RequestStream unread = stream;
        StoredBody over = stored;
        stream = null;
        stored = null;
        try {
            if (unread != null) {
                unread.discard();
            }
        } finally {
            if (over != null) {
                over.discard();
            }
        }
    }
}
