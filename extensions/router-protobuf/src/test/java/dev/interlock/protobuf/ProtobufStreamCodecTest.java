package dev.interlock.protobuf;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.StringValue;
import dev.interlock.generated.codec.Published;
import dev.interlock.http.Response;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class ProtobufStreamCodecTest {
    private static byte[] sent(Response response) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Content.Stream stream = (Content.Stream)
                Objects.requireNonNull(EncodedResponse.of(response).content());
        stream.publisher().subscribe(new Flow.Subscriber<ByteBuf>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(10);
            }

            @Override
            public void onNext(ByteBuf buffer) {
                bytes.writeBytes(ByteBufUtil.getBytes(buffer));
                buffer.release();
            }

            @Override
            public void onError(Throwable cause) {
                throw new AssertionError(cause);
            }

            @Override
            public void onComplete() {}
        });
        return bytes.toByteArray();
    }

    @Test
    void writesLengthBeforeEachMessage() throws Exception {
        StringValue large = StringValue.of("ä".repeat(1000));
        EncodedResponse response = new EncodedResponse();
        ProtobufStreamCodec.write(response, Published.of(List.of(StringValue.of("a"), StringValue.of(""), large)));
        ByteArrayInputStream in = new ByteArrayInputStream(sent(response));
        assertThat(StringValue.parseDelimitedFrom(in)).isEqualTo(StringValue.of("a"));
        assertThat(StringValue.parseDelimitedFrom(in)).isEqualTo(StringValue.of(""));
        assertThat(StringValue.parseDelimitedFrom(in)).isEqualTo(large);
        assertThat(in.available()).isEqualTo(0);
    }

    @Test
    void typeHasDelimitedParameter() {
        assertThat(type(new EncodedResponse())).isEqualTo("application/x-protobuf;delimited=true");
        assertThat(type(new EncodedResponse().contentType("application/protobuf")))
                .isEqualTo("application/protobuf;delimited=true");
        assertThat(type(new EncodedResponse().contentType("application/x-own"))).isEqualTo("application/x-own");
    }

    private static String type(Response response) {
        ProtobufStreamCodec.write(response, Published.of(List.of(StringValue.of("a"))));
        return String.valueOf(response.headerValue("content-type"));
    }
}
