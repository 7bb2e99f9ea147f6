package dev.interlock.processor.testing.proto;

import static com.google.common.truth.Truth.assertWithMessage;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.HexFormat;
import java.util.Random;

/** Parses the output of generated encoders with {@code DynamicMessage}, and compares it with the expected message. */
final class WriteAgreement {
    private final Descriptor type;
    private final Decoder decoder;
    private final Copier copier;
    private final Encoder encoder;
    private final Encoder mixedEncoder;

    WriteAgreement(CompiledSchema compiled) {
        this.type = compiled.schema().root();
        this.decoder = compiled.decoder(type);
        this.copier = compiled.copier(type);
        this.encoder = compiled.encoder(type);
        this.mixedEncoder = compiled.mixedEncoder(type);
    }

    /** Reads a message with its view, and writes its content with its writer. Compares the result. */
    void checkCopied(Message message, Random random) {
        byte[] bytes = new VariedWire(random).write(message);
        Object view = decoder.parse(bytes);
        check(message, encoder.write(writer -> copier.copy(view, writer)));
    }

    /** Writes a message in two of many equivalent ways, and checks both results. */
    void checkWritten(Message message, Random random) {
        RandomWriting writing = new RandomWriting(random);
        check(message, encoder.write(writer -> writing.write(writer, message)));
        check(message, mixedEncoder.write(writer -> writing.write(writer, message)));
    }

    private void check(Message expected, byte[] written) {
        String hex = type.getFile().getName() + ": " + HexFormat.of().formatHex(written);
        try {
            Message read = DynamicMessage.parseFrom(type, written);
            assertWithMessage(hex).that(read.getUnknownFields().asMap()).isEmpty();
            assertWithMessage(hex).that(read).isEqualTo(expected);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(hex, e);
        }
    }
}
