package dev.interlock.internal.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import dev.interlock.http.Principal;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Data that filters add to a request: id, caller and attributes. They are in one object, so that they can be copied
 * together.
 */
final class RequestContext {
    private static final byte[] NONE = {};

    private final Attributes attributes = new Attributes();
    /** Source of new ids. */
    private RandomGenerator random = RequestId.RANDOM;

    private byte[] id = NONE;
    /** Number of characters of the id, or 0 before there is an id. */
    private int idLength;

    private final Slice idSlice = new Slice();
    /**
     * Id as a string, or null before the first call of {@link #id()}. All calls for one request return the same string.
     */
    private @Nullable String idText;

    private @Nullable Principal principal;
    private @Nullable String challenge;

    /** Sets the source of new ids. It must be safe for use by several threads. */
    void random(RandomGenerator newRandom) {
        random = newRandom;
    }

    Attributes attributes() {
        return attributes;
    }

    /** Returns the id that a filter has set. If there is none, creates an id. */
    String id() {
        String text = idText;
        if (text == null) {
            requireId();
            text = new String(id, 0, idLength, US_ASCII);
            idText = text;
        }
        return text;
    }

    void setId(String newId) {
        byte[] bytes = RequestId.requireValid(newId).getBytes(US_ASCII);
        setId(bytes, 0, bytes.length);
        idText = newId;
    }

    /** Returns the id. Allocates nothing. Valid until the request is over or gets another id. */
    Slice idSlice() {
        requireId();
        return idSlice.wrap(id, 0, idLength);
    }

    /** Sets the id to these bytes: 1 to {@link RequestId#LONGEST} characters of visible ASCII. */
    void setId(byte[] bytes, int from, int to) {
        System.arraycopy(bytes, from, room(), 0, to - from);
        idLength = to - from;
        idText = null;
    }

    private void requireId() {
        if (idLength == 0) {
            idLength = RequestId.write(random, room());
        }
    }

    private byte[] room() {
        if (id.length == 0) {
            id = new byte[RequestId.LONGEST];
        }
        return id;
    }

    @Nullable
    Principal principal() {
        return principal;
    }

    void setPrincipal(Principal caller) {
        principal = caller;
    }

    @Nullable
    String challenge() {
        return challenge;
    }

    void setChallenge(String value) {
        challenge = value;
    }

    /**
     * Copies the data of another request. If that request has no id yet, creates one, so that both requests have the
     * same id.
     */
    void copyFrom(RequestContext other) {
        other.requireId();
        setId(other.id, 0, other.idLength);
        idText = other.idText;
        principal = other.principal;
        challenge = other.challenge;
        attributes.copyFrom(other.attributes);
    }

    /**
     * Copies the data of a request that another thread uses. That thread may set data meanwhile, so this method checks
     * each value.
     */
    void copyBeside(RequestContext other) {
        byte[] bytes = other.id;
        int length = Math.min(other.idLength, bytes.length);
        setId(bytes, 0, length);
        if (!RequestId.isValid(new String(id, 0, length, US_ASCII))) {
            idLength = 0;
        }
        principal = other.principal;
        challenge = other.challenge;
        attributes.copyFrom(other.attributes);
    }

    void clear() {
        idLength = 0;
        idText = null;
        principal = null;
        challenge = null;
        attributes.clear();
    }
}
