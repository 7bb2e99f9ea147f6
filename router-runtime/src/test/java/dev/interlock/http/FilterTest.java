package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import org.junit.jupiter.api.Test;

class FilterTest {
    @Test
    void letsRequestsPassByDefault() throws Exception {
        Filter filter = new Filter() {};
        ReceivedRequest request = RequestFixture.get("/").begin();
        EncodedResponse response = new EncodedResponse();
        assertThat(filter.before(request, response)).isTrue();
        filter.after(request, response);
        assertThat(response.body().isEmpty()).isTrue();
        assertThat(response.fields().isEmpty()).isTrue();
    }
}
