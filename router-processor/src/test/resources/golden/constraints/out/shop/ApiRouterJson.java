package shop;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.jackson.JacksonCodec;
import dev.interlock.jackson.JacksonCodecs;
import javax.annotation.processing.Generated;

/**
 * Reads and writes the JSON of {@link ApiRouter}. Generated: edit the annotated classes instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterJson {
  final JacksonCodec<Orders.Line> line;

  ApiRouterJson() {
    this(JacksonCodecs.byDefault(ApiRouter.class));
  }

  ApiRouterJson(ObjectMapper mapper) {
    this(JacksonCodecs.of(mapper));
  }

  private ApiRouterJson(JacksonCodecs mapperCodecs) {
    this.line = mapperCodecs.codec(Orders.Line.class);
  }
}
