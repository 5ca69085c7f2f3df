"""Parts all pages share: base templates, one template and one style sheet per part, guards, small behaviours."""
