package shop;

import dev.interlock.annotation.FilterBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.TimeUnit;

@FilterBinding(RateLimits.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimit {
  int value();

  TimeUnit per() default TimeUnit.SECONDS;

  String[] exempt() default {};
}
