package shop;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.annotation.processing.Generated;

/**
 * Annotations that {@link ApiRouter} passes to filter factories. Generated: edit the annotated classes instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterBindings {
  private ApiRouterBindings() {
  }

  /**
   * {@link RateLimit} with the values of one use.
   */
  record RateLimitAnnotation(int value, TimeUnit per, String[] exempt) implements RateLimit {
    @Override
    public Class<? extends Annotation> annotationType() {
      return RateLimit.class;
    }

    @Override
    public String[] exempt() {
      return exempt.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RateLimit that
          && Integer.compare(this.value, that.value()) == 0
          && this.per.equals(that.per())
          && Arrays.equals(this.exempt, that.exempt());
    }

    @Override
    public int hashCode() {
      return (127 * "value".hashCode() ^ Integer.hashCode(this.value))
          + (127 * "per".hashCode() ^ this.per.hashCode())
          + (127 * "exempt".hashCode() ^ Arrays.hashCode(this.exempt));
    }

    @Override
    public String toString() {
      return "@shop.RateLimit(" + "value=" + this.value + ", "
          + "per=" + this.per + ", "
          + "exempt=" + Arrays.toString(this.exempt) + ")";
    }
  }
}
