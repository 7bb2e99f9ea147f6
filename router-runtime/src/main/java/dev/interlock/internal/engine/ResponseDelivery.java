package dev.interlock.internal.engine;

import dev.interlock.http.HttpStatus;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.InterimSink;
import dev.interlock.internal.syntax.FieldSection;

/**
 * Sends the response to a request, whatever its wire format is: whole or as a stream, after interim responses. Notifies
 * the listeners before the first byte. Used only by the thread of its event loop.
 */
final class ResponseDelivery implements InterimSink {
    private final ExchangeWire wire;
    private final ExchangeObservation observation;
    private final StreamedResponse streamed;

    /** Whether the request's method is HEAD. */
    private boolean toHead;
    /** Whether an interim response may be incomplete. No other response can follow then. */
    private boolean interimCut;

    ResponseDelivery(ExchangeWire wire, ExchangeObservation observation, MemoryBudget budget) {
        this.wire = wire;
        this.observation = observation;
        streamed = new StreamedResponse(budget);
    }

    /** Begins with the response to a request whose head is complete. */
    void begin(boolean isToHead) {
        toHead = isToHead;
    }

    /** Returns the holder of the streamed response. */
    StreamedResponse streamed() {
        return streamed;
    }

    /** Sends an interim response. Only the event loop may call this. */
    @Override
    public void sendInterim(int status, FieldSection fields) {
        interimCut = true;
        wire.sendInterim(status, fields);
        interimCut = false;
        wire.advanced();
    }

    /** Asks for the body of the request, if the client waits for that (RFC 9110 section 10.1.1). */
    void askForBody(BodyFraming framing) {
        if (framing.expectsContinue() && !wire.hasBodyBytes()) {
            sendInterim(HttpStatus.CONTINUE, FieldSection.EMPTY);
        }
    }

    private void requireUncut() {
        if (interimCut) {
            throw new IllegalStateException("An interim response was not sent completely");
        }
    }

    /** Returns whether the body of a response is a stream. */
    boolean isStream(EncodedResponse response) {
        return response.content() instanceof Content.Stream && response.hasBody(toHead);
    }

    /**
     * Reserves memory for a whole response that must wait for its client. Called before the listeners see its status,
     * so that another response can replace it.
     *
     * @param essential whether the memory is reserved even if the limit is reached
     * @return false if there is no memory
     */
    boolean reserve(EncodedResponse response, boolean essential) {
        return isStream(response) || wire.reserve(response, toHead, essential);
    }

    /** Sends a whole response, and resets it. */
    void send(EncodedResponse response) {
        requireUncut();
        observe(response, toHead);
        wire.send(response, toHead);
    }

    /**
     * Sends the response to a request that is rejected before it was read completely, and resets it.
     *
     * @param hasHead whether the head is complete
     */
    void sendRejection(EncodedResponse response, boolean hasHead) {
        // If the head is incomplete, its method is unknown. The response then has a body, as for any method but HEAD.
        boolean withoutBody = toHead && hasHead;
        observe(response, withoutBody);
        requireUncut();
        wire.sendRejection(response, withoutBody);
        noteEnd();
    }

    private void observe(EncodedResponse response, boolean isToHead) {
        observation.fieldsSet(response);
        observation.responseBegun(response.status());
        if (response.hasBody(isToHead)) {
            observation.bodyAdded(response);
        }
    }

    /**
     * Begins a response whose body is a stream, and resets the response.
     *
     * @param owner owner of the stream
     * @param limitNanos longest time without progress of the publisher
     */
    void stream(EncodedResponse response, ExchangeOwner owner, long limitNanos) {
        requireUncut();
        if (!(response.content() instanceof Content.Stream content)) {
            throw new IllegalArgumentException("The response is no stream");
        }
        int status = response.status();
        observation.fieldsSet(response);
        ResponseStream begun = wire.stream(response, content, owner, limitNanos);
        streamed.begin(begun, status);
        begun.observe(observation);
        if (begun.isLasting()) {
            wire.lastingBegun();
        }
        begun.subscribe();
    }

    /** Notes the start of the streamed response. */
    void streamBegun() {
        observation.responseBegun(streamed.status());
    }

    /** Notes the end of the response, if all of it is in the output. */
    void noteEnd() {
        if (wire.isWritten()) {
            observation.responseEnded();
        }
    }

    /** Forgets the last response. */
    void reset() {
        interimCut = false;
    }
}
