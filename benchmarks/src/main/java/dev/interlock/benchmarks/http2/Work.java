package dev.interlock.benchmarks.http2;

import io.netty.handler.codec.http2.Http2Exception;

/** Work that a codec does for one kind of client: reading requests, or encoding the heads of responses. */
public enum Work {
    HEAD_OF_BROWSER(Client.BROWSER),
    HEAD_OF_CURL(Client.CURL),
    HEAD_OF_GRPC(Client.GRPC),
    FRAMES_OF_BROWSER(Client.BROWSER),
    FRAMES_OF_CURL(Client.CURL),
    FRAMES_OF_GRPC(Client.GRPC),
    RESPONSE_TO_BROWSER(Client.BROWSER),
    RESPONSE_TO_CURL(Client.CURL),
    RESPONSE_TO_GRPC(Client.GRPC);

    /** A codec that handles one request or response after another. */
    interface Codec {
        /**
         * Handles a message. Returns a number that depends on the message, so that the work cannot be optimized away.
         */
        int handle(int number) throws Http2Exception;
    }

    private final Client client;

    Work(Client client) {
        this.client = client;
    }

    private boolean isResponse() {
        return name().startsWith("RESPONSE");
    }

    private boolean isHead() {
        return name().startsWith("HEAD");
    }

    Codec interlock() {
        if (isResponse()) {
            return new OurResponses(client);
        }
        OurRequests requests = new OurRequests(new Requests(client));
        return isHead() ? requests::head : requests::frames;
    }

    Codec netty() {
        if (isResponse()) {
            return new NettyResponses(client);
        }
        NettyRequests requests = new NettyRequests(new Requests(client));
        return isHead() ? requests::head : requests::frames;
    }
}
