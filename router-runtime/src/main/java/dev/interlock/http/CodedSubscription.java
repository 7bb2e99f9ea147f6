package dev.interlock.http;

import java.util.concurrent.Flow;

/**
 * A subscription whose elements are in a content coding: what is sent between them has to be so, too. Its methods may be called by
 * another thread than the one that publishes, but not while an element is on its way from the one to the other.
 */
public interface CodedSubscription extends Flow.Subscription {
    /** The same bytes in the coding, so that they can be decoded at once; none when the stream is over. */
    byte[] encode(byte[] bytes);

    /** Ends the coding: what has to be sent last; none when the stream is over. */
    byte[] end();
}
