package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What filters say of a request: its id, who calls, and attributes. One object, so that whoever takes it over takes all. */
final class RequestContext {
    private static final byte[] NONE = {};

    private final Attributes attributes = new Attributes();
    /** Source of new ids. */
    private RandomGenerator random = RequestId.RANDOM;

    private byte[] id = NONE;
    /** 0 as long as there is no id. */
    private int idLength;

    private final Slice idSlice = new Slice();
    /** The id as it was asked for, so that it is one object for one request. */
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

    /** The id that a filter gave, or else one that is made when it is first asked for. */
    String id() {
        String text = idText;
        if (text == null) {
            requireId();
            text = new String(id, 0, idLength, US_ASCII);
            idText = text;
        }
        return text;
    }

    void id(String newId) {
        byte[] bytes = RequestId.requireValid(newId).getBytes(US_ASCII);
        id(bytes, 0, bytes.length);
        idText = newId;
    }

    /** The same as characters; allocates nothing, and is valid until the request is over or gets another id. */
    CharSequence idChars() {
        requireId();
        return idSlice.wrap(id, 0, idLength).chars();
    }

    /** Gives the request the id that the bytes are, of 1 to {@link RequestId#LONGEST} characters of visible ASCII. */
    void id(byte[] bytes, int from, int to) {
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

    void principal(Principal caller) {
        principal = caller;
    }

    @Nullable
    String challenge() {
        return challenge;
    }

    void challenge(String value) {
        challenge = value;
    }

    /** Takes over what was said of another request, whose id is made if it has none yet: both have one id. */
    void copyFrom(RequestContext other) {
        other.requireId();
        id(other.id, 0, other.idLength);
        idText = other.idText;
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
