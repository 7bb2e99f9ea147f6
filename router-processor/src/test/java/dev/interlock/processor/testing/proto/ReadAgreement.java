package dev.interlock.processor.testing.proto;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UninitializedMessageException;
import dev.interlock.http.HttpException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Compares a generated decoder with {@code DynamicMessage}. Either both must reject the bytes, or both must read the
 * same content. {@link RequiredFields} decides whether a required field is missing.
 */
final class ReadAgreement {
    /**
     * Maximum number of characters that are compared in the text of a view. Must be large enough to include the last
     * fields.
     */
    private static final int MOST_TEXT = 3_000;

    private final Decoder decoder;
    private final boolean isComplete;
    private final Descriptor type;
    private final Descriptor twin;
    private final ViewAgreement views = new ViewAgreement();

    private ReadAgreement(Decoder decoder, boolean isComplete, Schema schema) {
        this.decoder = decoder;
        this.isComplete = isComplete;
        this.type = schema.root();
        this.twin = schema.twinRoot();
    }

    /** Tests a view that declares all fields of the message. */
    static ReadAgreement ofAll(CompiledSchema compiled) {
        return new ReadAgreement(compiled.decoder(compiled.schema().root()), true, compiled.schema());
    }

    /**
     * Tests a view that declares some fields of the message. It may accept messages that have a mistake in other
     * fields.
     */
    static ReadAgreement ofSome(CompiledSchema compiled) {
        return new ReadAgreement(compiled.mixedDecoder(compiled.schema().root()), false, compiled.schema());
    }

    /**
     * Reads the bytes with the view and with {@code DynamicMessage}.
     *
     * @throws AssertionError with the shortest bytes for which a difference was found
     */
    void check(byte[] bytes) {
        if (difference(bytes) != null) {
            byte[] shortest = Shortening.of(bytes, it -> difference(it) != null);
            throw new AssertionError(
                    type.getFile().getName() + ": " + HexFormat.of().formatHex(shortest), difference(shortest));
        }
    }

    /** Returns the difference between the two readings, or null if there is none. */
    private @Nullable Throwable difference(byte[] bytes) {
        try {
            compare(bytes);
            return null;
        } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
            return e;
        }
    }

    private void compare(byte[] bytes) {
        Message expected;
        try {
            expected = parse(bytes);
        } catch (InvalidProtocolBufferException | UninitializedMessageException e) {
            checkRefused(bytes, e);
            return;
        }
        Object view = decoder.parse(bytes);
        views.check(view, expected, type);
        checkCopy(view, bytes, expected);
    }

    /**
     * Checks that a copy keeps its content after the view has ended. Also checks that all copies of the same message
     * are equal.
     */
    private void checkCopy(Object view, byte[] bytes, Message expected) {
        Object copy = Accessors.copy(view);
        String text = view.toString();
        assertThat(copy.toString()).isEqualTo(text);
        assertThat(text.length()).isAtMost(MOST_TEXT);
        decoder.overwrite();
        views.check(copy, expected, type);
        Object same = Accessors.copy(decoder.parse(bytes));
        assertThat(same).isEqualTo(copy);
        assertThat(same.hashCode()).isEqualTo(copy.hashCode());
        assertThat(Accessors.copy(copy)).isSameInstanceAs(copy);
    }

    private Message parse(byte[] bytes) throws InvalidProtocolBufferException {
        Message message = DynamicMessage.newBuilder(twin).mergeFrom(bytes).buildPartial();
        if (!RequiredFields.areSet(message, type)) {
            throw new UninitializedMessageException(message);
        }
        return message;
    }

    private void checkRefused(byte[] bytes, Exception reason) {
        try {
            decoder.parse(bytes);
        } catch (HttpException e) {
            return;
        }
        if (isComplete) {
            throw new AssertionError("accepted; protobuf-java: " + reason.getMessage(), reason);
        }
    }
}
