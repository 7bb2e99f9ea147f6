package dev.interlock.codec;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.RequestFixture;
import dev.interlock.http.Response;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProtobufCodecTest {
    @Test
    void readsAMessageThatOutlivesTheRequest() {
        StringValue message = StringValue.of("h\u00e9llo");
        Request request =
                RequestFixture.request("POST", "/").body(message.toByteArray()).begin();
        StringValue read = ProtobufCodec.read(request, StringValue.parser());
        Arrays.fill(request.body().array(), (byte) 0);
        assertThat(read).isEqualTo(message);
    }

    @Test
    void readsAnEmptyBodyAsTheDefaultMessage() {
        Request request = RequestFixture.request("POST", "/").begin();
        assertThat(ProtobufCodec.read(request, StringValue.parser())).isEqualTo(StringValue.getDefaultInstance());
    }

    @Test
    void refusesAMalformedBody() {
        Request request = RequestFixture.request("POST", "/")
                .body(new byte[] {10, 5, 'a'})
                .begin();
        HttpException e = assertThrows(HttpException.class, () -> ProtobufCodec.read(request, StringValue.parser()));
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.problem().detail()).startsWith("The body is not a valid protobuf message: ");
    }

    @Test
    void writesBehindWhatIsThere() {
        Struct message = Struct.newBuilder()
                .putFields(
                        "a", Value.newBuilder().setStringValue("x".repeat(5000)).build())
                .build();
        Response response = new Response();
        ProtobufCodec.write(response, message);
        byte[] body = Arrays.copyOf(response.body().array(), response.body().length());
        assertThat(body).isEqualTo(message.toByteArray());
        assertThat(response.fields().toString()).isEqualTo("content-type: application/x-protobuf\r\n");
        ProtobufCodec.write(response, StringValue.of("y"));
        assertThat(response.body().length()).isEqualTo(body.length + 3);
    }

    @Test
    void keepsTheTypeThatTheHandlerSet() {
        Response response = new Response();
        response.contentType("application/protobuf");
        ProtobufCodec.write(response, StringValue.of("y"));
        assertThat(response.fields().toString()).isEqualTo("content-type: application/protobuf\r\n");
    }
}
