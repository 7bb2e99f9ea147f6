package dev.interlock.generated.codec;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.bytes.Slice;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.internal.negotiate.RouteTypes;
import org.junit.jupiter.api.Test;

class BytesBodiesTest {
    @Test
    void readsCopyOrView() {
        ReceivedRequest request =
                RequestFixture.request("POST", "/").body("abc").begin();
        assertThat(Bodies.readBytes(request)).isEqualTo(new byte[] {'a', 'b', 'c'});
        assertThat(Bodies.readSlice(request)).isSameInstanceAs(request.body());
    }

    @Test
    void writesAsBytesUnlessTypeWasSet() {
        EncodedResponse response = new EncodedResponse();
        Results.writeBytes(response, Slice.of("bc"));
        assertThat(response.body().toString()).isEqualTo("bc");
        assertThat(response.fields().toString()).isEqualTo("content-type: application/octet-stream\r\n");
        response.reset();
        response.contentType("image/png");
        Results.writeBytes(response, new byte[] {'a'});
        assertThat(response.fields().toString()).isEqualTo("content-type: image/png\r\n");
    }

    @Test
    void writesArrayWithoutCopy() {
        EncodedResponse response = new EncodedResponse();
        byte[] body = {'a', 'b'};
        Results.writeBytes(response, body);
        assertThat(response.bytes()).isSameInstanceAs(body);
        assertThat(response.contentLength()).isEqualTo(2);
        assertThat(response.body().isEmpty()).isTrue();
    }

    @Test
    void declaresMediaTypes() {
        RouteInfo route = RouteInfo.of(0, "POST", "/", "t.T.m");
        assertThat(RouteTypes.of(route.consumes(Bodies.ANY)).consumes(Slice.of("image/png")))
                .isTrue();
        assertThat(RouteTypes.of(route.consumes(Bodies.FORM)).consumes(Slice.of("application/x-www-form-urlencoded")))
                .isTrue();
        assertThat(RouteTypes.of(route.consumes(Bodies.MULTIPART))
                        .consumes(Slice.of("multipart/form-data; boundary=x")))
                .isTrue();
        assertThat(RouteTypes.of(route.consumes(Bodies.MULTIPART)).consumes(Slice.of("multipart/mixed")))
                .isFalse();
    }
}
