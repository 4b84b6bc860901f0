import TemplateLanguage
import TestSupport
import Testing
