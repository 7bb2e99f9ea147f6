package dev.interlock.example.shop.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.List;
import java.util.Optional;

/**
 * A response of the server.
 *
 * @param fields header lines as received, {@code name: value}
 */
public record ReceivedResponse(int status, List<String> fields, ByteString body) {
    /** Returns the value of a header field. Ignores the case of the name. */
    public Optional<String> header(String name) {
        return fields.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst();
    }

    public String text() {
        return body.toStringUtf8();
    }

    public <T extends MessageLite> T message(Parser<T> parser) {
        try {
            return parser.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("no message: " + this, e);
        }
    }

    @Override
    public String toString() {
        return status + " " + fields + " " + text();
    }
}
