package dev.interlock.processor.testing.proto;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Tests that protobuf-java reads the unusual encodings that other tests use. */
final class VariedWireTest {
    @Property(tries = 30)
    void everyFormMeansTheSame(@ForAll Syntax syntax, @ForAll Random random) throws Exception {
        check(RichSchema.of(syntax).twinRoot(), random);
    }

    @Property(tries = 30)
    void randomSchemasMeanTheSame(@ForAll Random random) throws Exception {
        check(RandomSchema.of(random).twinRoot(), random);
    }

    private static void check(Descriptor type, Random random) throws InvalidProtocolBufferException {
        for (int i = 0; i < 20; i++) {
            Message message = new RandomMessages(random).next(type);
            byte[] varied = new VariedWire(random).write(message);
            assertThat(KnownFields.of(DynamicMessage.parseFrom(type, varied))).isEqualTo(message);
        }
    }
}
