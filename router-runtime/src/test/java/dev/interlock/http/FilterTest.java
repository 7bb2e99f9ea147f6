package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class FilterTest {
    @Test
    void letsRequestsPassByDefault() throws Exception {
        Filter filter = new Filter() {};
        Request request = RequestFixture.get("/").begin();
        Response response = new Response();
        assertThat(filter.before(request, response)).isTrue();
        filter.after(request, response);
        assertThat(response.body().isEmpty()).isTrue();
        assertThat(response.fields().isEmpty()).isTrue();
    }
}
